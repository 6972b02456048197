package org.demitasse.toolchain.teavm.standin.component;

import org.demitasse.toolchain.teavm.standin.common.Message;
import org.jspecify.annotations.Nullable;
import org.teavm.interop.Address;
import org.teavm.interop.Export;
import org.teavm.interop.StaticInit;
import org.teavm.interop.Unmanaged;
import org.teavm.runtime.RuntimeClass;
import org.teavm.runtime.RuntimeObject;
import org.teavm.runtime.ShadowStack;

/**
 * Stands for {@code org.teavm.runtime.ExceptionHandling}: finds the handler of an exception, and
 * makes the exceptions that the machine throws by itself, with the messages of a JVM.
 */
@StaticInit
@SuppressWarnings(
    "StaticAssignmentOfThrowable") // what is thrown, and what is left when nothing can be made
public final class ComponentExceptions {
  private static @Nullable Throwable thrown;

  /** Thrown when there is not even memory for the error itself. */
  private static final OutOfMemoryError LAST_MEMORY_ERROR = new OutOfMemoryError("Java heap space");

  private static final StackOverflowError LAST_STACK_ERROR = new StackOverflowError();

  private static boolean makingMemoryError;
  private static boolean makingStackError;

  private ComponentExceptions() {}

  /** Intrinsic: continues at a handler of the method that owns the frame. */
  @Unmanaged
  private static native void jumpToFrame(Address frame, int handler);

  @Export(name = "teavm_catchException")
  @Unmanaged
  public static @Nullable Throwable catchException() {
    Throwable exception = thrown;
    thrown = null;
    return exception;
  }

  @Unmanaged
  public static @Nullable Throwable peekException() {
    return thrown;
  }

  @Unmanaged
  public static void throwException(Throwable exception) {
    thrown = exception;
    RuntimeObject object = Address.ofObject(exception).toStructure();
    RuntimeClass exceptionClass = RuntimeClass.getClass(object);
    for (Address frame = ShadowStack.getStackTop();
        frame != null;
        frame = ShadowStack.getNextStackFrame(frame)) {
      int handler = Machine.findHandler(ShadowStack.getCallSiteId(frame), exceptionClass);
      if (handler != 0) {
        makingStackError = false;
        makingMemoryError = false;
        Machine.restoreStackReserve();
        jumpToFrame(frame, handler);
      }
    }
    ComponentThrowable.report(exception);
  }

  /** Of no use here; part of what the class stands for. */
  @Unmanaged
  public static void printStack() {}

  @Export(name = "teavm_throwNullPointerException")
  public static void throwNullPointerException() {
    throw new NullPointerException();
  }

  @Export(name = "demitasse_throwIndexOutOfBounds")
  public static void throwIndexOutOfBounds(int index, int length) {
    throw new ArrayIndexOutOfBoundsException(
        new Message()
            .add("Index ")
            .add(index)
            .add(" out of bounds for length ")
            .add(length)
            .toString());
  }

  /** Never called: the generated code uses {@link #throwIndexOutOfBounds}. */
  @Export(name = "teavm_throwArrayIndexOutOfBoundsException")
  @Unmanaged
  public static void throwArrayIndexOutOfBoundsException() {}

  /** Never called: the generated code uses {@link #throwClassCast}. */
  @Unmanaged
  public static void throwClassCastException() {}

  @Export(name = "demitasse_throwClassCast")
  public static void throwClassCast(Object object, RuntimeClass target) {
    throw new ClassCastException(
        ClassCastMessage.of(Machine.className(object), Machine.nameOfClass(target)));
  }

  @Export(name = "demitasse_throwArrayStore")
  public static void throwArrayStore(Object value) {
    throw new ArrayStoreException(Machine.className(value));
  }

  @Export(name = "demitasse_throwDivisionByZero")
  public static void throwDivisionByZero() {
    throw new ArithmeticException("/ by zero");
  }

  static void throwNegativeArraySize(int length) {
    throw new NegativeArraySizeException(new Message().add(length).toString());
  }

  /** Called with the stack all but used up; some more of it is set aside for what happens now. */
  @Export(name = "demitasse_throwStackOverflow")
  @Unmanaged
  public static void throwStackOverflow() {
    if (makingStackError) {
      throwException(LAST_STACK_ERROR);
    }
    makingStackError = true;
    Machine.useStackReserve();
    throwNewStackOverflow();
  }

  private static void throwNewStackOverflow() {
    throw new StackOverflowError();
  }

  /**
   * Called by the collector.
   *
   * @param size bytes that could not be had
   */
  @Unmanaged
  public static void throwOutOfMemory(int size) {
    if (makingMemoryError) {
      throwException(LAST_MEMORY_ERROR);
    }
    makingMemoryError = true;
    throwNewOutOfMemory();
  }

  private static void throwNewOutOfMemory() {
    throw new OutOfMemoryError("Java heap space");
  }
}
