package org.demitasse.toolchain.teavm.standin.component;

import org.demitasse.toolchain.teavm.standin.Graft;
import org.jspecify.annotations.Nullable;
import org.teavm.runtime.StringInfo;
import org.teavm.runtime.reflect.ClassInfo;

/**
 * Stands in part for {@code java.lang.Class}: TeaVM keeps the names of those classes only that the
 * program may ask by themselves, not as elements of an array. The runtime has them all.
 */
public final class GraftedClass {
  private final ClassInfo classInfo;
  private @Nullable String name;

  public GraftedClass(ClassInfo classInfo) {
    this.classInfo = classInfo;
  }

  @Graft
  public String getName() {
    String known = name;
    if (known == null) {
      StringInfo kept = classInfo.name();
      known = kept == null ? Machine.nameOfClass(classInfo) : kept.getStringObject();
      name = known;
    }
    return known;
  }
}
