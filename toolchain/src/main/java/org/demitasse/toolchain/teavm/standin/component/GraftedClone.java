package org.demitasse.toolchain.teavm.standin.component;

import org.demitasse.toolchain.teavm.standin.Graft;
import org.teavm.interop.DelegateTo;
import org.teavm.interop.Unmanaged;
import org.teavm.runtime.RuntimeClass;
import org.teavm.runtime.RuntimeObject;

/** Stands in part for {@code java.lang.Object}: whether an object may be copied. */
public final class GraftedClone {
  private GraftedClone() {}

  @Graft
  @SuppressWarnings("unused") // called by the generated code
  private static void checkCloneable(RuntimeObject self) throws CloneNotSupportedException {
    Object object = object(self);
    if (RuntimeClass.getClass(self).itemType == null && !(object instanceof Cloneable)) {
      throw new CloneNotSupportedException(Machine.className(object));
    }
  }

  @Graft
  @Unmanaged
  @DelegateTo("sameObject")
  private static native Object object(RuntimeObject structure);

  @Graft
  @Unmanaged
  @SuppressWarnings("unused") // what the native method before becomes
  private static RuntimeObject sameObject(RuntimeObject structure) {
    return structure;
  }
}
