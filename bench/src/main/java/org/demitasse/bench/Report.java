package org.demitasse.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * All numbers of one run.
 *
 * @param environment what they depend on, by name: the releases of QEMU and Java, the host's
 *     processors
 * @param measurements in the order of the table
 * @param operations of the kernel, in the order of the table
 */
public record Report(
    Map<String, String> environment,
    List<Measurement> measurements,
    List<OperationCount> operations) {
  private static final List<String> COLUMNS =
      List.of(
          "kernel, instructions",
          "min",
          "median",
          "seL4",
          "slow path",
          "Linux stock / minimal",
          "goal");

  public Report {
    environment = Map.copyOf(environment);
    measurements = List.copyOf(measurements);
    operations = List.copyOf(operations);
  }

  /** A table for people, each number beside those to beat. */
  public String toTable() {
    String gap = measurements.isEmpty() || operations.isEmpty() ? "" : "\n";
    return measurementTable() + gap + operationTable();
  }

  private String operationTable() {
    if (operations.isEmpty()) {
      return "";
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(COLUMNS);
    for (OperationCount each : operations) {
      Baseline baseline = each.baseline();
      rows.add(
          List.of(
              baseline.name(),
              String.format(Locale.ROOT, "%,d", each.minimum()),
              String.format(Locale.ROOT, "%,d", each.median()),
              baseline.fast(),
              baseline.slow(),
              baseline.linux(),
              baseline.goal()));
    }
    List<Integer> widths =
        IntStream.range(0, COLUMNS.size())
            .mapToObj(column -> width(rows.stream().map(row -> row.get(column)).toList()))
            .toList();
    var table = new StringBuilder();
    for (List<String> row : rows) {
      var line = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        String form = i == 0 ? "%-" + widths.get(i) + "s" : "  %" + widths.get(i) + "s";
        line.append(String.format(Locale.ROOT, form, row.get(i)));
      }
      table.append(line.toString().stripTrailing()).append('\n');
    }
    return table.toString();
  }

  private String measurementTable() {
    if (measurements.isEmpty()) {
      return "";
    }
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
    String counts =
        operations.stream()
            .map(
                each ->
                    String.format(
                        Locale.ROOT,
                        "    {\"operation\": %s, \"fpu-owned\": %b, \"minimum\": %d, \"median\": %d}",
                        json(each.operation().label()),
                        each.owned(),
                        each.minimum(),
                        each.median()))
            .collect(Collectors.joining(",\n"));
    return """
    {
      "environment": %s,
      "measurements": %s,
      "operations": %s
    }
    """
        .formatted(block('{', settings, '}'), block('[', numbers, ']'), block('[', counts, ']'));
  }

  private static String block(char open, String content, char close) {
    return content.isEmpty() ? "" + open + close : open + "\n" + content + "\n  " + close;
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
