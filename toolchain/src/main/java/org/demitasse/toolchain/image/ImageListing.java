package org.demitasse.toolchain.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.demitasse.xml.Size;

/**
 * What an image holds.
 *
 * @param format of the file
 * @param system name of the system
 * @param machine name of the machine it is made for
 * @param loadAddress physical address of the first byte
 * @param size bytes in memory from the kernel's first byte to the end of the last member
 * @param zeroedSize bytes behind it that the kernel clears and uses: its bss, tables, stack and
 *     heap
 * @param members in order of address, the kernel first
 */
public record ImageListing(
    ImageFormat format,
    String system,
    String machine,
    long loadAddress,
    long size,
    long zeroedSize,
    List<ImageMember> members) {
  public ImageListing {
    members = List.copyOf(members);
  }

  /** Returns a table for people: a line about the image, then one line for each member. */
  public String toTable() {
    List<String[]> rows = new ArrayList<>();
    rows.add(new String[] {"NAME", "KIND", "ADDRESS", "SIZE", "CRC-32"});
    for (ImageMember each : members) {
      rows.add(
          new String[] {
            each.name(),
            each.kind().label(),
            Size.address(each.address()),
            Long.toString(each.size()),
            String.format(Locale.ROOT, "%08x", each.crc32())
          });
    }
    int[] widths = new int[rows.get(0).length];
    for (String[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        widths[i] = Math.max(widths[i], row[i].length());
      }
    }
    StringBuilder table = new StringBuilder();
    table.append(
        String.format(
            Locale.ROOT,
            "system %s for machine %s, format %s, %d bytes from %s, %d bytes zeroed behind%n",
            system,
            machine,
            format.label(),
            size,
            Size.address(loadAddress),
            zeroedSize));
    for (String[] row : rows) {
      String line =
          String.format(
              Locale.ROOT,
              "%-" + widths[0] + "s  %-" + widths[1] + "s  %-" + widths[2] + "s  %" + widths[3]
                  + "s  %s%n",
              (Object[]) row);
      table.append(line);
    }
    return table.toString();
  }
}
