package org.demitasse.base;

/**
 * A component: a program with its own address space, heap and threads, and nothing else but what
 * its parent gives it through {@link Env}.
 *
 * <p>The system makes one instance with the public constructor without parameters and calls {@link
 * #construct} once, on the component's first thread, named {@code main}. A component ends with exit
 * code 0 when {@code construct} has returned and none of its non-daemon threads is left, with the
 * code given to {@link Env#exit}, with 1 after an exception that leaves the constructor or {@code
 * construct} (its stack trace is logged), and with 139 when it is ended for a fault such as a stack
 * overflow.
 *
 * <pre>{@code
 * public final class Hello implements Component {
 *   @Override
 *   public void construct(Env env) {
 *     env.log("hello from " + env.label());
 *   }
 * }
 * }</pre>
 */
public interface Component {
  /**
   * Does the component's work, or sets it up and leaves it to threads.
   *
   * @throws Exception whatever the component does not handle; it ends the component
   */
  void construct(Env env) throws Exception;
}
