package org.demitasse.toolchain.teavm.standin.common;

import org.teavm.interop.DelegateTo;
import org.teavm.interop.Unmanaged;
import org.teavm.runtime.RuntimeArray;
import org.teavm.runtime.RuntimeClass;

/**
 * Decides whether elements may be copied from one array to another; refuses in the order and with
 * the messages of HotSpot (objArrayKlass.cpp and typeArrayKlass.cpp, copy_array). TeaVM accepts any
 * two arrays of primitive types and computes the end of the range in 32 bits.
 */
final class ArrayCopy {
  private ArrayCopy() {}

  /** The usual case, decided fast: two arrays of one class, and ranges inside them. */
  static boolean fits(Object source, int sourceStart, Object target, int targetStart, int length) {
    return sameArrayClass(source, target)
        && (sourceStart | targetStart | length) >= 0
        && sourceStart <= length(source) - length
        && targetStart <= length(target) - length;
  }

  @Unmanaged
  @DelegateTo("sameArrayClassOf")
  private static native boolean sameArrayClass(Object a, Object b);

  @Unmanaged
  @SuppressWarnings("ReferenceEquality") // structures are addresses
  private static boolean sameArrayClassOf(RuntimeArray a, RuntimeArray b) {
    if (a == null || b == null) {
      return false;
    }
    RuntimeClass type = RuntimeClass.getClass(a);
    return type == RuntimeClass.getClass(b) && type.itemType != null;
  }

  @Unmanaged
  @DelegateTo("lengthOf")
  private static native int length(Object array);

  @Unmanaged
  private static int lengthOf(RuntimeArray array) {
    return array.size;
  }

  /** Throws if nothing may be copied; returns how many elements fit the target. */
  static int check(Object source, int sourceStart, Object target, int targetStart, int length) {
    if (source == null || target == null) {
      throw new NullPointerException();
    }
    Class<?> from = source.getClass().getComponentType();
    Class<?> to = target.getClass().getComponentType();
    if (from == null) {
      throw new ArrayStoreException(
          start().add("source type ").add(name(source)).add(" is not an array").toString());
    }
    if (to == null) {
      throw new ArrayStoreException(
          start().add("destination type ").add(name(target)).add(" is not an array").toString());
    }
    if (from.isPrimitive() ? from != to : to.isPrimitive()) {
      throw new ArrayStoreException(
          start()
              .add("type mismatch: can not copy ")
              .add(kind(from))
              .add("[] into ")
              .add(kind(to))
              .add("[]")
              .toString());
    }
    checkRange(from, sourceStart, length(source), to, targetStart, length(target), length);
    if (!from.isPrimitive() && !to.isAssignableFrom(from)) {
      Object[] elements = (Object[]) source;
      for (int i = 0; i < length; ++i) {
        Object element = elements[sourceStart + i];
        if (element != null && !to.isInstance(element)) {
          return i;
        }
      }
    }
    return length;
  }

  private static void checkRange(
      Class<?> from,
      int sourceStart,
      int sourceLength,
      Class<?> to,
      int targetStart,
      int targetLength,
      int length) {
    if (sourceStart < 0) {
      refuse("source index ", sourceStart, from, sourceLength);
    }
    if (targetStart < 0) {
      refuse("destination index ", targetStart, to, targetLength);
    }
    if (length < 0) {
      throw new ArrayIndexOutOfBoundsException(
          start().add("length ").add(length).add(" is negative").toString());
    }
    if (sourceStart > sourceLength - length) {
      refuse("last source index ", sourceStart + length, from, sourceLength);
    }
    if (targetStart > targetLength - length) {
      refuse("last destination index ", targetStart + length, to, targetLength);
    }
  }

  private static void refuse(String what, int index, Class<?> elements, int length) {
    Message message = start().add(what);
    if (index < 0 && what.startsWith("last")) {
      // Beyond the largest int: printed as unsigned.
      message.add(Integer.toUnsignedString(index));
    } else {
      message.add(index);
    }
    message.add(" out of bounds for ").add(elements.isPrimitive() ? "" : "object array");
    message.add(elements.isPrimitive() ? elements.getName() : "").add("[").add(length).add("]");
    throw new ArrayIndexOutOfBoundsException(message.toString());
  }

  /** The first element that was not copied does not fit. */
  static void refuseElement(Object source, Object target) {
    Class<?> from = source.getClass().getComponentType();
    Class<?> to = target.getClass().getComponentType();
    Message message = start();
    if (from.isAssignableFrom(to)) {
      message
          .add("element type mismatch: can not cast one of the elements of ")
          .add(from.getName())
          .add("[] to the type of the destination array, ")
          .add(to.getName());
    } else {
      message
          .add("type mismatch: can not copy ")
          .add(from.getName())
          .add("[] into ")
          .add(to.getName())
          .add("[]");
    }
    throw new ArrayStoreException(message.toString());
  }

  private static Message start() {
    return new Message().add("arraycopy: ");
  }

  private static String name(Object object) {
    return object.getClass().getName();
  }

  private static String kind(Class<?> elements) {
    return elements.isPrimitive() ? elements.getName() : "object array";
  }
}
