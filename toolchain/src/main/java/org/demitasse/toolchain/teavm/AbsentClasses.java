package org.demitasse.toolchain.teavm;

import java.util.List;
import java.util.Optional;

/**
 * Classes of the Java library for which the target has nothing underneath. TeaVM has many of them,
 * made for a C library or a browser; a program that uses one is refused by its name and the call,
 * as if TeaVM did not have it either.
 */
public final class AbsentClasses {
  private static final String TEAVM = "org/teavm/classlib/";
  private static final String CLASS = ".class";

  /**
   * Beginnings of names of classes, and why no class of such a name is there.
   *
   * @param hidden whether TeaVM's classes of these names are of no use on the target; if not, the
   *     reason is for those that TeaVM lacks
   */
  private record Absence(boolean hidden, String reason, List<String> names) {
    boolean covers(String className) {
      return names.stream().anyMatch(className::startsWith);
    }
  }

  private static final List<Absence> ABSENCES =
      List.of(
          new Absence(
              true,
              "there are no files on the target",
              List.of(
                  "java.io.Console",
                  "java.io.File",
                  "java.io.RandomAccessFile",
                  "java.nio.channels.",
                  "java.nio.file.")),
          new Absence(
              true,
              "there is no network on the target",
              List.of("java.net.", "javax.net.", "java.rmi.")),
          new Absence(
              true,
              "there is no calendar on the target",
              List.of(
                  "java.text.DateFormat",
                  "java.text.MessageFormat",
                  "java.text.SimpleDate",
                  "java.time.",
                  "java.util.Calendar",
                  "java.util.Date",
                  "java.util.GregorianCalendar",
                  "java.util.TimeZone")),
          new Absence(false, "a component cannot start processes", List.of("java.lang.Process")),
          new Absence(
              false,
              "there is no serialization on the target",
              List.of("java.io.ObjectInputStream", "java.io.ObjectOutputStream")),
          new Absence(
              false,
              "all classes are known when a component is compiled",
              List.of("java.lang.ClassLoader", "java.lang.Module", "java.lang.invoke.")),
          new Absence(
              false,
              "of java.util.concurrent there are atomics and collections; threads, synchronized, wait and notify do the rest",
              List.of("java.util.concurrent.")));

  /** Their names begin as those above, and they are of use without what is absent. */
  private static final List<String> PRESENT =
      List.of(
          "java.io.FileNotFoundException",
          "java.net.MalformedURLException",
          "java.net.ProtocolException",
          "java.net.URI",
          "java.net.URLDecoder",
          "java.net.URLEncoder",
          "java.net.UnknownServiceException",
          // TeaVM keeps an interface of its buffers there.
          "java.nio.file.AddressBasedBuffer");

  private AbsentClasses() {}

  /**
   * Whether a class file of TeaVM must not be found.
   *
   * @param resource such as {@code org/teavm/classlib/java/io/TFile.class}
   */
  public static boolean hides(String resource) {
    if (!resource.startsWith(TEAVM) || !resource.endsWith(CLASS)) {
      return false;
    }
    int simple = resource.lastIndexOf('/') + 1;
    if (!resource.startsWith("T", simple)) {
      return false;
    }
    String name =
        (resource.substring(TEAVM.length(), simple)
                + resource.substring(simple + 1, resource.length() - CLASS.length()))
            .replace('/', '.');
    return PRESENT.stream().noneMatch(name::startsWith)
        && ABSENCES.stream().anyMatch(absence -> absence.hidden && absence.covers(name));
  }

  /** Why a class is not there, if there is a reason besides that nobody has written it. */
  public static Optional<String> reason(String className) {
    return ABSENCES.stream()
        .filter(absence -> absence.covers(className))
        .map(Absence::reason)
        .findFirst();
  }
}
