package org.demitasse.toolchain.dwarf;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds the Java method behind a C function of TeaVM's.
 *
 * <p>A method is called {@code meth_}, then the initials of the packages, {@code _}, the simple
 * name of the class, {@code _} and the method, with {@code _} for what C does not allow, and a
 * number where that is taken. Initials do not say which package it was; a list of the program's
 * classes and the source files that the function's instructions come from do.
 */
final class MethodNames {
  private static final String METHOD = "meth_";

  /** Where TeaVM keeps its version of {@code java.*}: classes with a T before their name. */
  private static final String CLASS_LIBRARY = "org/teavm/classlib/";

  /** Packages of the class library and of the runtime, by their initials. */
  private static final Map<String, String> PACKAGES =
      Map.of(
          "ji", "java.io",
          "jl", "java.lang",
          "jnc", "java.nio.charset",
          "ju", "java.util",
          "juf", "java.util.function",
          "jus", "java.util.stream",
          "otr", "org.teavm.runtime");

  private static final Pattern NOT_IN_C = Pattern.compile("[^A-Za-z0-9_]");
  private static final Pattern NUMBER = Pattern.compile("_\\d+$");

  private final Map<String, List<String>> byPrefix = new HashMap<>();

  /**
   * Prepares for a program.
   *
   * @param classes names of its classes with slashes
   */
  MethodNames(Collection<String> classes) {
    for (String name : classes) {
      byPrefix.computeIfAbsent(prefix(name), key -> new ArrayList<>()).add(name);
    }
  }

  /** Whether a function was made from a Java method. */
  static boolean isMethod(String symbol) {
    return symbol.startsWith(METHOD);
  }

  /** Whether a function is one of the many small ones that belong to the type system. */
  static boolean isTypeCheck(String symbol) {
    return symbol.startsWith("supertypeof_");
  }

  /**
   * Names a method.
   *
   * @param symbol name of the C function
   * @param sources paths of the Java source files that parts of it come from
   * @return class and method as in a stack trace, or the symbol itself if it is no Java method
   */
  String of(String symbol, Set<String> sources) {
    if (!isMethod(symbol)) {
      return symbol;
    }
    String name = symbol.substring(METHOD.length());
    return fromClasses(name, sources)
        .or(() -> fromSources(name, sources))
        .or(() -> fromPackages(name))
        .orElse(symbol);
  }

  private Optional<String> fromClasses(String name, Set<String> sources) {
    // The longest prefix is right: a nested class before its outer one.
    for (int end = name.lastIndexOf('_'); end > 0; end = name.lastIndexOf('_', end - 1)) {
      List<String> candidates = byPrefix.get(name.substring(0, end));
      if (candidates != null) {
        String type =
            candidates.stream()
                .filter(candidate -> sources.contains(source(candidate)))
                .findFirst()
                .orElse(candidates.get(0));
        return Optional.of(type.replace('/', '.') + "." + method(name.substring(end + 1)));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> fromSources(String name, Set<String> sources) {
    for (String file : sources) {
      String type = type(file);
      String prefix = prefix(type) + "_";
      if (name.startsWith(prefix)) {
        return Optional.of(
            type.replace('/', '.') + nestedAndMethod(name.substring(prefix.length())));
      }
    }
    return Optional.empty();
  }

  /** For methods of the class library of which no instruction has a line of their own file. */
  private static Optional<String> fromPackages(String name) {
    int initials = name.indexOf('_');
    int simple = name.indexOf('_', initials + 1);
    String library = initials < 0 ? null : PACKAGES.get(name.substring(0, initials));
    if (library == null || simple < 0) {
      return Optional.empty();
    }
    String type = name.substring(initials + 1, simple);
    return Optional.of(library + "." + type + nestedAndMethod(name.substring(simple + 1)));
  }

  /** What follows the outermost class: a part with a capital is a nested class, not a method. */
  private static String nestedAndMethod(String name) {
    StringBuilder result = new StringBuilder();
    String rest = name;
    for (int end = rest.indexOf('_');
        end > 0 && Character.isUpperCase(rest.charAt(0));
        end = rest.indexOf('_')) {
      result.append('$').append(rest, 0, end);
      rest = rest.substring(end + 1);
    }
    return result.append('.').append(method(rest)).toString();
  }

  private static String method(String name) {
    String plain = NUMBER.matcher(name).replaceFirst("");
    return switch (plain) {
      case "_init_" -> "<init>";
      case "_clinit_" -> "<clinit>";
      default -> plain;
    };
  }

  /** What a class's methods begin with: initials of the packages, then the simple name. */
  static String prefix(String internalName) {
    StringBuilder prefix = new StringBuilder();
    int start = 0;
    for (int next = internalName.indexOf('/'); next >= 0; next = internalName.indexOf('/', start)) {
      prefix.append(internalName.charAt(start));
      start = next + 1;
    }
    if (start > 0) {
      prefix.append('_');
    }
    String simple = internalName.substring(start);
    prefix.append(NOT_IN_C.matcher(simple).replaceAll("_"));
    return prefix.toString();
  }

  /** The source file that a class is normally in. */
  private static String source(String internalName) {
    int nested = internalName.indexOf('$');
    return (nested > 0 ? internalName.substring(0, nested) : internalName) + ".java";
  }

  /** The outermost class that is normally in a source file. */
  private static String type(String file) {
    String type = file.substring(0, file.length() - ".java".length());
    int simple = type.lastIndexOf('/') + 1;
    if (type.startsWith(CLASS_LIBRARY) && type.startsWith("T", simple)) {
      return type.substring(CLASS_LIBRARY.length(), simple) + type.substring(simple + 1);
    }
    return type;
  }
}
