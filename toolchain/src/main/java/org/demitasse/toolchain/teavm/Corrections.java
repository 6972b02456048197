package org.demitasse.toolchain.teavm;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All that is changed in TeaVM on its way into memory: the one version that the corrections know,
 * and which correction belongs to which file.
 */
final class Corrections {
  /** The version of TeaVM that all corrections were written for. */
  static final String TEAVM_VERSION = "0.16.0";

  /** Stands among the names of corrections for the checks that are put into the program. */
  static final String CHECKS = "checks";

  private final Map<String, ResourceCorrection> resources = new HashMap<>();
  private final Map<String, ClassCorrection> hostClasses = new HashMap<>();

  private final Map<CodeProfile, Map<String, byte[]>> targetClasses = new ConcurrentHashMap<>();
  private final TargetClasses targets;
  private final Predicate<String> wanted;

  /**
   * @param origin finds TeaVM as it is published
   */
  Corrections(ClassLoader origin) {
    this(origin, name -> true);
  }

  /**
   * Some of the corrections, to show what they are good for. Not every choice works: the runtime's
   * own files rely on each other.
   *
   * @param origin finds TeaVM as it is published
   * @param wanted tells by the internal name of a class of TeaVM whether it is corrected; {@link
   *     #CHECKS} stands for what is added to the program's own classes
   */
  Corrections(ClassLoader origin, Predicate<String> wanted) {
    this.wanted = wanted;
    targets = new TargetClasses(origin);
    for (ResourceCorrection correction : RuntimeCorrections.all()) {
      resources.put(RuntimeFiles.TEAVM_RESOURCES + correction.name(), correction);
    }
    for (ClassCorrection correction : HostCorrections.all()) {
      if (wanted.test(correction.name())) {
        hostClasses.put(correction.name(), correction);
      }
    }
  }

  /**
   * Corrects a class that runs as part of TeaVM.
   *
   * @param name internal name
   * @param original TeaVM's class file, {@code null} if it has none of that name
   * @return {@code null} if there is no such class
   */
  byte @Nullable [] hostClass(String name, byte @Nullable [] original) {
    ClassCorrection correction = hostClasses.get(name);
    if (correction != null && original != null) {
      return correction.apply(original);
    }
    return HostCorrections.isAdditional(name) ? HostCorrections.additional(name) : original;
  }

  /** Class files that the program sees in place of TeaVM's, by resource name. */
  Map<String, byte[]> targetClasses(CodeProfile profile) {
    return targetClasses.computeIfAbsent(
        profile,
        p -> {
          Map<String, byte[]> classes = new HashMap<>(targets.of(p));
          classes.keySet().removeIf(name -> !wanted.test(name.substring(0, name.lastIndexOf('.'))));
          return Map.copyOf(classes);
        });
  }

  /** Whether the checks and initializations are added that TeaVM leaves out. */
  boolean addsChecks() {
    return wanted.test(CHECKS);
  }

  /** Corrects a file that TeaVM copies into its output. */
  byte[] resource(String name, byte[] bytes) {
    ResourceCorrection correction = resources.get(name);
    return correction == null ? bytes : correction.apply(bytes);
  }

  static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static void requireHash(String what, String expected, byte[] actual) {
    String found = hash(actual);
    if (!found.equals(expected)) {
      throw new CorrectionException(
          "TeaVM's %s is not the one of TeaVM %s that the toolchain corrects (SHA-256 %s instead of %s): use exactly that version of org.teavm"
              .formatted(what, TEAVM_VERSION, found, expected));
    }
  }
}
