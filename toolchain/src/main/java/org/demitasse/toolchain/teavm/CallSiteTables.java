package org.demitasse.toolchain.teavm;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rewrites the generated tables of call sites, which are most of a program's data, from pointers to
 * small numbers: 16 bytes a call site and 24 a location become 4 and 6. {@code
 * demitasse_findCallSite} in {@code stack_end.c} unpacks one call site when an exception asks for
 * it.
 */
final class CallSiteTables {
  private static final String LOCATIONS =
      "static TeaVM_CallSiteLocation callSiteLocations_teavm_callSites[";
  private static final String SITES = "TeaVM_CallSite teavm_callSites[";

  private static final Pattern LOCATION =
      Pattern.compile(
          "\\{ \\.method = (?:NULL|methodLocations_teavm_callSites \\+ (\\d+)), \\.lineNumber = (-?\\d+)"
              + "(?:, \\.next = (?:NULL|callSiteLocations_teavm_callSites \\+ (\\d+)))? }");

  private static final Pattern SITE =
      Pattern.compile(
          "\\{ \\.firstHandler = (?:NULL|exceptionHandlers_teavm_callSites \\+ (\\d+)),"
              + " \\.location = (?:NULL|callSiteLocations_teavm_callSites \\+ (\\d+)) }");

  /** Numbers plus one; 0 stands for "none". */
  private record Location(int method, int line, int next) {}

  private record Site(int location, int handler) {}

  private CallSiteTables() {}

  /**
   * Returns the file with packed tables.
   *
   * @throws CorrectionException if it does not have the form that is expected
   */
  static byte[] pack(byte[] generated) {
    String text = new String(generated, StandardCharsets.UTF_8);
    int locationsStart = text.indexOf(LOCATIONS);
    int sitesStart = text.indexOf(SITES);
    if (sitesStart < 0) {
      throw unexpected("has no table of call sites");
    }
    List<Location> locations = new ArrayList<>();
    if (locationsStart >= 0) {
      for (String row : rows(text, locationsStart)) {
        locations.add(location(row));
      }
    }
    List<Site> sites = new ArrayList<>();
    for (String row : rows(text, sitesStart)) {
      sites.add(site(row));
    }
    String head = text.substring(0, locationsStart >= 0 ? locationsStart : sitesStart);
    String tables = packed(locations, sites, text.contains("exceptionHandlers_teavm_callSites["));
    String reader = new String(RuntimeFiles.callSiteReader(), StandardCharsets.UTF_8);
    return (head + tables + reader).getBytes(StandardCharsets.UTF_8);
  }

  private static CorrectionException unexpected(String what) {
    return new CorrectionException("TeaVM's callsites.c " + what + "; this TeaVM is not known");
  }

  private static List<String> rows(String text, int tableStart) {
    int start = text.indexOf('\n', tableStart) + 1;
    int end = text.indexOf("\n};", start);
    if (end < 0) {
      throw unexpected("has a table without an end");
    }
    return text.substring(start, end).lines().map(String::strip).filter(r -> !r.isEmpty()).toList();
  }

  private static Location location(String row) {
    Matcher matcher = matcher(LOCATION, row);
    int line = Integer.parseInt(matcher.group(2));
    return new Location(number(matcher.group(1)), Math.max(line, 0), number(matcher.group(3)));
  }

  private static Site site(String row) {
    Matcher matcher = matcher(SITE, row);
    return new Site(number(matcher.group(2)), number(matcher.group(1)));
  }

  private static Matcher matcher(Pattern pattern, String row) {
    Matcher matcher = pattern.matcher(row.endsWith(",") ? row.substring(0, row.length() - 1) : row);
    if (!matcher.matches()) {
      throw unexpected("has a row of another form: " + row);
    }
    return matcher;
  }

  private static int number(String group) {
    return group == null ? 0 : Integer.parseInt(group) + 1;
  }

  private static String packed(List<Location> locations, List<Site> sites, boolean hasHandlers) {
    StringBuilder text = new StringBuilder();
    int largest = locations.size() + 1;
    for (Location location : locations) {
      largest = Math.max(largest, Math.max(location.method(), location.line()));
    }
    for (Site site : sites) {
      largest = Math.max(largest, site.handler());
    }
    text.append("#define DEMITASSE_CALL_SITE_NUMBER ");
    text.append(largest <= 0xFFFF ? "uint16_t\n" : "uint32_t\n");
    text.append("#define DEMITASSE_CALL_SITE_DEPTH ").append(depth(locations)).append('\n');
    text.append("#define DEMITASSE_CALL_SITE_HANDLERS ").append(hasHandlers ? 1 : 0).append('\n');
    text.append(
        "static const struct { DEMITASSE_CALL_SITE_NUMBER method, line, next; } demitasse_locations[] = {\n");
    for (Location each : locations) {
      text.append(
          String.format(
              Locale.ROOT, "    { %d, %d, %d },\n", each.method(), each.line(), each.next()));
    }
    text.append("    { 0, 0, 0 }\n};\n");
    text.append("static const struct { DEMITASSE_CALL_SITE_NUMBER location");
    text.append(hasHandlers ? ", handler" : "").append("; } demitasse_callSites[] = {\n");
    for (Site each : sites) {
      text.append("    { ").append(each.location());
      text.append(hasHandlers ? ", " + each.handler() : "").append(" },\n");
    }
    text.append("    { 0 }\n};\n");
    return text.toString();
  }

  /** Returns the longest chain of locations: a call and the calls it was inlined into. */
  private static int depth(List<Location> locations) {
    int longest = 1;
    for (Location each : locations) {
      int length = 1;
      for (int next = each.next(); next != 0; next = locations.get(next - 1).next()) {
        if (++length > locations.size()) {
          throw unexpected("has a chain of locations without an end");
        }
      }
      longest = Math.max(longest, length);
    }
    return longest;
  }
}
