package org.demitasse.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.demitasse.bench.kernel.Operation;

/**
 * Where the instructions of one operation are, in the order in which they ran.
 *
 * @param operation what was followed
 * @param steps an element for each instruction
 */
public record Profile(Operation operation, List<Step> steps) {
  private static final int LINES = 60;

  public Profile {
    steps = List.copyOf(steps);
  }

  /**
   * An instruction.
   *
   * @param address where it lies
   * @param function method or function, or the label before it in assembly; {@code user} outside
   *     the kernel
   * @param place file and line, empty where none is known
   * @param text the instruction, disassembled; empty outside the kernel
   */
  record Step(long address, String function, String place, String text) {}

  /** Two tables: instructions by function, in order of first use, and by line, the most first. */
  public String toText() {
    var text = new StringBuilder();
    text.append(
        "%s: %d instructions, the user's included%n%n".formatted(operation.label(), steps.size()));
    text.append("by function:\n");
    Map<String, Integer> functions = count(steps.stream().map(Step::function).toList());
    functions.forEach((name, count) -> text.append("%6d  %s%n".formatted(count, name)));
    text.append("\nby line:\n");
    Map<String, Integer> lines =
        count(steps.stream().map(each -> (each.place() + "  " + each.function()).strip()).toList());
    lines.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
        .limit(LINES)
        .forEach(each -> text.append("%6d  %s%n".formatted(each.getValue(), each.getKey())));
    return text.toString();
  }

  /** All instructions one by one, with a line for each change of place. */
  public String toListing() {
    var text = new StringBuilder();
    String last = "";
    int number = 0;
    for (Step step : steps) {
      String place = (step.function() + "  " + step.place()).strip();
      if (!place.equals(last)) {
        text.append(place).append('\n');
        last = place;
      }
      text.append("%6d  %x  %s%n".formatted(++number, step.address(), step.text()));
    }
    return text.toString();
  }

  private static Map<String, Integer> count(List<String> names) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    new ArrayList<>(names).forEach(name -> counts.merge(name, 1, Integer::sum));
    return counts;
  }
}
