package org.demitasse.toolchain.teavm.standin.component;

import java.io.InputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.teavm.backend.c.runtime.CResources;
import org.teavm.interop.Address;

/**
 * Stands for {@code org.teavm.backend.c.runtime.CResources}, which would put a hash map and what
 * that needs into every program, resources or not.
 */
public final class ComponentResources {
  private ComponentResources() {}

  private static native CResources.Resource[] acquireResources();

  private static native Address getBaseAddress();

  private static CResources.Resource create(String name, int start, int length) {
    return new CResources.Resource(name, getBaseAddress().add(start), length);
  }

  /** The resource of that name, {@code null} if the program has none. */
  public static @Nullable InputStream getResource(String name) {
    for (CResources.Resource resource : acquireResources()) {
      if (resource.name.equals(name)) {
        return new ResourceStream(resource.start, resource.length);
      }
    }
    return null;
  }

  private static final class ResourceStream extends InputStream {
    private Address next;
    private int remaining;

    ResourceStream(Address start, int length) {
      next = start;
      remaining = length;
    }

    @Override
    public int read() {
      if (remaining == 0) {
        return -1;
      }
      int result = next.getByte() & 0xFF;
      next = next.add(1);
      --remaining;
      return result;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      Objects.checkFromIndexSize(offset, length, target.length);
      if (length == 0) {
        return 0;
      }
      if (remaining == 0) {
        return -1;
      }
      int count = Math.min(length, remaining);
      for (int i = 0; i < count; ++i) {
        target[offset + i] = next.getByte();
        next = next.add(1);
      }
      remaining -= count;
      return count;
    }

    @Override
    public int available() {
      return remaining;
    }
  }
}
