package org.demitasse.processor;

import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/**
 * The constants of {@code RpcLimits}, as the code that is compiled sees them.
 *
 * @param message bytes
 * @param capabilities of a message
 * @param text bytes of a text without a limit of its own
 * @param serviceName bytes
 */
record Limits(int message, int capabilities, int text, int serviceName) {
  static Limits read(Elements elements) {
    TypeElement constants = elements.getTypeElement(BaseNames.RPC_LIMITS.canonicalName());
    if (constants == null) {
      throw new IllegalStateException(BaseNames.RPC_LIMITS + " is missing beside @Remote");
    }
    return new Limits(
        constant(constants, "MESSAGE"),
        constant(constants, "CAPABILITIES"),
        constant(constants, "TEXT"),
        constant(constants, "SERVICE_NAME"));
  }

  private static int constant(TypeElement constants, String name) {
    for (VariableElement field : ElementFilter.fieldsIn(constants.getEnclosedElements())) {
      if (field.getSimpleName().contentEquals(name)
          && field.getConstantValue() instanceof Integer value) {
        return value;
      }
    }
    throw new IllegalStateException(BaseNames.RPC_LIMITS + " has no constant " + name);
  }
}
