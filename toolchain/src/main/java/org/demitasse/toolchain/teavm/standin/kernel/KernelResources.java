package org.demitasse.toolchain.teavm.standin.kernel;

import org.jspecify.annotations.Nullable;
import org.teavm.backend.c.runtime.CResources;

/** Stands for {@code org.teavm.backend.c.runtime.CResources}: a kernel has no resources. */
public final class KernelResources {
  private KernelResources() {}

  static CResources.@Nullable Resource create(String name, int start, int length) {
    return null;
  }
}
