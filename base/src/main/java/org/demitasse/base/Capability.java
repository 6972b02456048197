package org.demitasse.base;

import org.demitasse.abi.SystemCall;
import org.demitasse.base.raw.RawSystemCall;

/**
 * A reference to an object that may live in another component, and the right to use it. A component
 * can only get one by being given it; there is no way to make a valid one from a number.
 *
 * <p>A local name: the kernel knows which object it stands for in this component, and refuses a
 * handle that it has not given. Several may name the same object. The entry in the component's
 * table stays until {@link #release}.
 *
 * @param <T> what the object offers
 */
@SuppressWarnings(
    "UnusedTypeParameter") // It types the calls that sessions make through a capability.
public final class Capability<T> {
  private static final Capability<?> INVALID = new Capability<>(0);

  private final long handle;

  private Capability(long handle) {
    this.handle = handle;
  }

  /** Returns the capability with a handle that the kernel has given, or an invalid one for 0. */
  public static <T> Capability<T> ofHandle(long handle) {
    return handle == 0 ? invalid() : new Capability<>(handle);
  }

  /**
   * Returns a capability that names nothing: what a reference is before anything was put into it.
   */
  @SuppressWarnings("unchecked") // It gives access to no T.
  public static <T> Capability<T> invalid() {
    return (Capability<T>) INVALID;
  }

  /**
   * Returns whether this names an entry of the table. The object behind a valid capability may
   * still be gone; using it then is answered with an error.
   */
  public boolean valid() {
    return handle != 0;
  }

  /** Returns the handle in this component's space; 0 if it is invalid. */
  public long handle() {
    return handle;
  }

  /**
   * Gives up the component's entry of its table. The object goes on to live as long as others, its
   * owner above all, hold a capability of it.
   */
  public void release() {
    if (handle != 0) {
      RawSystemCall.invoke(SystemCall.CAPABILITY_DELETE, handle, 0, 0, 0, 0, 0, 0);
    }
  }

  @Override
  public String toString() {
    return valid() ? "capability" : "invalid capability";
  }
}
