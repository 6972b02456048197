package org.demitasse.toolchain.teavm.standin.component;

import org.demitasse.toolchain.teavm.standin.common.Message;

/**
 * The message of a ClassCastException, worded as HotSpot does (klass.cpp,
 * class_in_module_of_loader).
 */
final class ClassCastMessage {
  private ClassCastMessage() {}

  static String of(String from, String to) {
    Message message =
        new Message().add("class ").add(from).add(" cannot be cast to class ").add(to).add(" (");
    boolean fromJdk = isOfJdk(from);
    if (fromJdk == isOfJdk(to)) {
      return message
          .add(from)
          .add(" and ")
          .add(to)
          .add(" are in ")
          .add(place(fromJdk))
          .add(")")
          .toString();
    }
    return message
        .add(from)
        .add(" is in ")
        .add(place(fromJdk))
        .add("; ")
        .add(to)
        .add(" is in ")
        .add(place(!fromJdk))
        .add(")")
        .toString();
  }

  private static String place(boolean ofJdk) {
    return ofJdk ? "module java.base of loader 'bootstrap'" : "unnamed module of loader 'app'";
  }

  /** Arrays are where their elements are. */
  private static boolean isOfJdk(String name) {
    int start = 0;
    while (name.charAt(start) == '[') {
      ++start;
    }
    if (start > 0 && name.charAt(start) != 'L') {
      return true;
    }
    return name.startsWith("java.", start > 0 ? start + 1 : 0);
  }
}
