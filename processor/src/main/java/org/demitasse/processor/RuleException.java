package org.demitasse.processor;

import javax.lang.model.element.Element;

/** Something in a remote interface breaks a rule. */
final class RuleException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Element place;

  /**
   * @param place where the compiler shows the message
   */
  RuleException(Element place, String message) {
    super(message);
    this.place = place;
  }

  Element place() {
    return place;
  }
}
