package org.demitasse.toolchain.program;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.objectweb.asm.ClassReader;

/**
 * The classes that a program may be made of: those that its main class names, directly or through
 * others, in any way that a class file can name a class.
 *
 * <p>The compiler looks at a part of them, so a change outside cannot change the program. That is
 * what makes a cache key precise: editing one component of a folder leaves its neighbours' keys as
 * they are. Any word in a constant pool that is the name of a class on the class path counts, in
 * descriptors, signatures, annotations and plain strings alike, which also covers {@code
 * Class.forName} with a constant name and {@code META-INF/services}.
 */
final class ClassClosure {
  private static final Pattern NAME =
      Pattern.compile("[\\p{L}\\p{N}_$]+(?:[/.][\\p{L}\\p{N}_$]+)*");

  private final ClassPath classPath;
  private final SortedMap<String, ClassPath.Resource> found = new TreeMap<>();
  private final Deque<ClassPath.Resource> unread = new ArrayDeque<>();

  private ClassClosure(ClassPath classPath) {
    this.classPath = classPath;
  }

  /** The classes of a program: what its main class leads to, and its profile's runtime. */
  static SortedMap<String, ClassPath.Resource> of(
      ClassPath classPath, ProgramSpecification specification) {
    List<String> roots = new ArrayList<>(specification.profile().rootClasses());
    roots.add(specification.mainClass().replace('.', '/'));
    return of(classPath, roots);
  }

  /**
   * Follows the names.
   *
   * @param classPath where the classes are
   * @param roots names with slashes of the first
   * @return the classes by name with slashes, in order of name
   */
  static SortedMap<String, ClassPath.Resource> of(ClassPath classPath, List<String> roots) {
    ClassClosure closure = new ClassClosure(classPath);
    roots.forEach(closure::add);
    for (ClassPath.Resource resource : classPath.resources()) {
      if (resource.name().startsWith("META-INF/services/")) {
        closure.addNamesIn(new String(resource.bytes(), StandardCharsets.UTF_8));
      }
    }
    return closure.follow();
  }

  private SortedMap<String, ClassPath.Resource> follow() {
    while (!unread.isEmpty()) {
      readConstants(unread.remove().bytes());
    }
    return found;
  }

  /** Walks a constant pool (JVMS 4.4) for its CONSTANT_Utf8 items. */
  private void readConstants(byte[] classFile) {
    ClassReader reader = new ClassReader(classFile);
    char[] buffer = new char[reader.getMaxStringLength()];
    for (int i = 1; i < reader.getItemCount(); i++) {
      int item = reader.getItem(i);
      if (item > 0 && classFile[item - 1] == 1) {
        addNamesIn(utf8(classFile, item, buffer));
      }
    }
  }

  private static String utf8(byte[] classFile, int item, char[] buffer) {
    int length = (classFile[item] & 0xFF) << 8 | (classFile[item + 1] & 0xFF);
    // The modified UTF-8 of JVMS 4.4.7: one, two or three bytes for each char.
    int position = item + 2;
    int end = position + length;
    int count = 0;
    while (position < end) {
      int first = classFile[position++] & 0xFF;
      if (first < 0x80) {
        buffer[count++] = (char) first;
      } else if ((first & 0xE0) == 0xC0) {
        buffer[count++] = (char) ((first & 0x1F) << 6 | (classFile[position++] & 0x3F));
      } else {
        int second = classFile[position++] & 0x3F;
        buffer[count++] =
            (char) ((first & 0xF) << 12 | second << 6 | (classFile[position++] & 0x3F));
      }
    }
    return new String(buffer, 0, count);
  }

  private void addNamesIn(String text) {
    Matcher matcher = NAME.matcher(text);
    while (matcher.find()) {
      String name = matcher.group().replace('.', '/');
      add(name);
      // In a descriptor the name follows an L, and that the codes of primitive parameters.
      for (int i = name.indexOf('L'); i >= 0; i = name.indexOf('L', i + 1)) {
        add(name.substring(i + 1));
      }
    }
  }

  private void add(String name) {
    if (!found.containsKey(name)) {
      classPath
          .findClass(name)
          .ifPresent(
              resource -> {
                found.put(name, resource);
                unread.add(resource);
              });
    }
  }
}
