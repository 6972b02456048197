package org.demitasse.toolchain.teavm;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;

/**
 * Classes of our own that stand for classes of TeaVM: written and compiled under names of our own,
 * given TeaVM's names here.
 */
final class RenamedClasses {
  private static final String JAVA = "java/";
  private static final String LIBRARY = "org/teavm/classlib/" + JAVA;

  /** Own internal name to TeaVM's. */
  private final Map<String, String> names;

  private final Map<String, String> ownNames = new HashMap<>();

  RenamedClasses(Map<String, String> names) {
    this.names = Map.copyOf(names);
    names.forEach((own, theirs) -> ownNames.put(theirs, own));
  }

  /** TeaVM's names of the classes. */
  Set<String> replaced() {
    return Set.copyOf(ownNames.keySet());
  }

  /** The class file of the class that stands for TeaVM's of that name. */
  byte[] classFile(String theirs) {
    String own = ownNames.get(theirs);
    if (own == null) {
      throw new IllegalArgumentException("nothing stands for " + theirs);
    }
    ClassWriter writer = new ClassWriter(0);
    new ClassReader(read(own)).accept(new ClassRemapper(writer, renaming(own, theirs)), 0);
    return writer.toByteArray();
  }

  /** What the names in an own class become when it stands for TeaVM's. */
  Remapper renaming(String own, String theirs) {
    return new Remapper(Opcodes.ASM9) {
      @Override
      public String map(String name) {
        if (name.equals(own)) {
          return theirs;
        }
        String renamed = names.getOrDefault(name, name);
        boolean ownMember = name.startsWith(own + "$");
        return ownMember || theirs.startsWith(LIBRARY) ? renamed : originalName(renamed);
      }
    };
  }

  /**
   * TeaVM keeps its substitute of {@code java.util.List} as {@code TList} in a package of its own,
   * whose classes call each other so. All others say {@code java.util.List}.
   */
  private static String originalName(String name) {
    if (!name.startsWith(LIBRARY)) {
      return name;
    }
    int simpleName = name.lastIndexOf('/') + 1;
    return name.substring(LIBRARY.length() - JAVA.length(), simpleName)
        + name.substring(simpleName + 1);
  }

  static byte[] read(String internalName) {
    String resource = "/" + internalName + ".class";
    try (InputStream stream = RenamedClasses.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException("the toolchain lacks its class " + resource);
      }
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + resource, e);
    }
  }
}
