package org.demitasse.processor;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import java.util.List;

/** What a value is in a message. */
sealed interface WireType {
  /** Bytes of a word, the unit of messages. */
  int WORD = 8;

  /** Returns the type as the source names it. */
  TypeName type();

  /** Returns the most words that a value takes. */
  int words();

  /** Returns the capabilities that a value takes. */
  default int capabilities() {
    return 0;
  }

  /** Says whether a value is always the same number of words, and no capabilities. */
  default boolean isFixed() {
    return false;
  }

  /**
   * A word that is a number or a truth value.
   *
   * @param from method of RpcMessage that makes a word of it; empty if it becomes one by itself
   * @param to method of RpcMessage that makes it of a word; empty if it is one
   */
  record Scalar(TypeName type, String from, String to) implements WireType {
    @Override
    public int words() {
      return 1;
    }

    @Override
    public boolean isFixed() {
      return true;
    }
  }

  /** A word that is the place of a constant. */
  record Constant(ClassName type) implements WireType {
    @Override
    public int words() {
      return 1;
    }

    @Override
    public boolean isFixed() {
      return true;
    }
  }

  /**
   * A length and bytes.
   *
   * @param suffix of RpcMessage's methods: Text or Bytes
   * @param limit most bytes
   */
  record Sequence(TypeName type, String suffix, int limit) implements WireType {
    @Override
    public int words() {
      return 1 + (limit + WORD - 1) / WORD;
    }
  }

  /** A capability, and a word that tells whether it is there. */
  record Reference(TypeName type) implements WireType {
    @Override
    public int words() {
      return 1;
    }

    @Override
    public int capabilities() {
      return 1;
    }
  }

  /** An object with a remote interface, as its capability. */
  record Remote(ClassName type) implements WireType {
    @Override
    public int words() {
      return 1;
    }

    @Override
    public int capabilities() {
      return 1;
    }
  }

  /** The components of a record in a row. */
  record Row(ClassName type, List<Value> components) implements WireType {
    @Override
    public int words() {
      return components.stream().mapToInt(component -> component.type().words()).sum();
    }

    @Override
    public int capabilities() {
      return components.stream().mapToInt(component -> component.type().capabilities()).sum();
    }

    @Override
    public boolean isFixed() {
      return components.stream().allMatch(component -> component.type().isFixed());
    }
  }

  /** A parameter, a result or a record's component. */
  record Value(String name, WireType type) {}
}
