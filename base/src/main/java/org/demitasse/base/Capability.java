package org.demitasse.base;

/**
 * A reference to an object that may live in another component, and the right to use it. A component
 * can only get one by being given it; there is no way to make a valid one from a number.
 *
 * <p>Opaque: its place in the component's table of capabilities is nobody's business outside this
 * package. Instances are equal only if identical.
 *
 * @param <T> what the object offers
 */
@SuppressWarnings(
    "UnusedTypeParameter") // It types the calls that sessions make through a capability.
public final class Capability<T> {
  private static final int UNSET = -1;
  private static final Capability<?> INVALID = new Capability<>(UNSET);

  private final int index;

  /** Names the entry {@code index} of the component's capability table. */
  Capability(int index) {
    this.index = index;
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
    return index >= 0;
  }

  @Override
  public String toString() {
    return valid() ? "capability" : "invalid capability";
  }
}
