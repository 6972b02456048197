# Finds a JDK of version 21 or newer, without starting one. Sourced by mvnw and by demitasse (POSIX sh).
#
# find_jdk prints the home of the first that serves: JAVA_HOME, javac on PATH, then the newest of the usual
# folders. It returns 1 when there is none; what it looked at is then in no variable: call list_jdks.

minimum_jdk=21

# Prints the feature version of the JDK in $1 ("25" for 25.0.1), or nothing if that is no JDK with a compiler.
jdk_version() {
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 0
  while IFS== read -r key value; do
    if [ "$key" = JAVA_VERSION ]; then
      value=${value#\"}
      value=${value%\"}
      case $value in 1.*) value=${value#1.} ;; esac
      printf '%s\n' "${value%%[!0-9]*}"
      return 0
    fi
  done <"$1/release"
}

# Prints the homes of all JDKs in the order in which they are tried, each once, JAVA_HOME's first.
list_jdks() {
  (
    set +f
    seen=:
    on_path=$(command -v javac || :)
    [ -z "$on_path" ] || on_path=$(readlink -f "$on_path") || :
    on_path=${on_path%/bin/javac}
    for home in "${JAVA_HOME-}" "$on_path" ${DEMITASSE_JDK_FOLDERS-/usr/lib/jvm/* /opt/*jdk* "${HOME-}"/.sdkman/candidates/java/* "${HOME-}"/.jdks/*}; do
      [ -n "$home" ] && [ -d "$home" ] || continue
      home=$(cd "$home" && pwd -P) || continue
      case $seen in *":$home:"*) continue ;; esac
      seen=$seen$home:
      version=$(jdk_version "$home")
      [ -z "$version" ] || printf '%s %s\n' "$version" "$home"
    done
  )
}

find_jdk() {
  # The common case must not cost a subshell per installed JDK.
  if [ -n "${JAVA_HOME-}" ]; then
    version=$(jdk_version "$JAVA_HOME")
    if [ "${version:-0}" -ge $minimum_jdk ]; then
      printf '%s\n' "$JAVA_HOME"
      return 0
    fi
  fi
  found=$(list_jdks | {
    first= best= best_version=0
    on_path=$(command -v javac || :)
    [ -z "$on_path" ] || on_path=$(readlink -f "$on_path") || :
    while read -r version home; do
      [ "$version" -ge $minimum_jdk ] || continue
      [ "$home/bin/javac" != "$on_path" ] || first=$home
      if [ "$version" -gt "$best_version" ]; then
        best=$home best_version=$version
      fi
    done
    printf '%s\n' "${first:-$best}"
  })
  [ -n "$found" ] || return 1
  printf '%s\n' "$found"
}

# Says on standard error what is missing, what is there, and how to mend it.
explain_missing_jdk() {
  {
    echo "No JDK of version $minimum_jdk or newer found (looked at JAVA_HOME, PATH, /usr/lib/jvm, /opt, ~/.sdkman, ~/.jdks)."
    list_jdks | while read -r version home; do
      echo "  too old: JDK $version in $home"
    done
  } >&2
}
