package org.demitasse.devicetree.navigation;

import java.util.List;

/**
 * An interrupt where it arrives.
 *
 * @param controller a node with {@code interrupt-controller}
 * @param specifier as many cells as the controller says; what they mean is its matter
 */
public record Interrupt(Device controller, List<Integer> specifier) {
  public Interrupt {
    specifier = List.copyOf(specifier);
  }

  /** Returns the controller's path and the cells, such as {@code /intc@8000000 <0x0 0x1 0x4>}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(controller.path());
    String separator = " <";
    for (int each : specifier) {
      text.append(separator).append("0x").append(Integer.toHexString(each));
      separator = " ";
    }
    return text.append('>').toString();
  }
}
