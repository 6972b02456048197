package org.demitasse.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * All numbers of one run.
 *
 * @param environment what they depend on, by name: the releases of QEMU and Java, the host's
 *     processors
 * @param measurements in the order of the table
 */
public record Report(Map<String, String> environment, List<Measurement> measurements) {
  public Report {
    environment = Map.copyOf(environment);
    measurements = List.copyOf(measurements);
  }

  /** A table for people, each number beside those to beat. */
  public String toTable() {
    int names = width(measurements.stream().map(Measurement::name).toList());
    int values = width(measurements.stream().map(Report::formatted).toList());
    int units = width(measurements.stream().map(each -> each.unit().label()).toList());
    var table = new StringBuilder();
    for (Measurement each : measurements) {
      String line =
          String.format(
              Locale.ROOT,
              "%-" + names + "s  %" + values + "s %-" + units + "s  %s",
              each.name(),
              formatted(each),
              each.unit().label(),
              each.beside());
      table.append(line.stripTrailing()).append('\n');
    }
    return table.toString();
  }

  /** The same for programs: an object with the environment and an array of measurements. */
  public String toJson() {
    String settings =
        environment.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(entry -> "    %s: %s".formatted(json(entry.getKey()), json(entry.getValue())))
            .collect(Collectors.joining(",\n"));
    String numbers =
        measurements.stream()
            .map(
                each ->
                    String.format(
                        Locale.ROOT,
                        "    {\"name\": %s, \"value\": %s, \"unit\": %s}",
                        json(each.name()),
                        number(each),
                        json(each.unit().label())))
            .collect(Collectors.joining(",\n"));
    return "{\n  \"environment\": {\n%s\n  },\n  \"measurements\": [\n%s\n  ]\n}\n"
        .formatted(settings, numbers);
  }

  private static String number(Measurement each) {
    return String.format(Locale.ROOT, each.unit().format().replace(",", ""), each.value());
  }

  private static String formatted(Measurement each) {
    return String.format(Locale.ROOT, each.unit().format(), each.value());
  }

  private static int width(List<String> texts) {
    return texts.stream().mapToInt(String::length).max().orElse(1);
  }

  private static String json(String text) {
    var quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if (character == '"' || character == '\\') {
        quoted.append('\\').append(character);
      } else if (character < ' ') {
        quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) character));
      } else {
        quoted.append(character);
      }
    }
    return quoted.append('"').toString();
  }
}
