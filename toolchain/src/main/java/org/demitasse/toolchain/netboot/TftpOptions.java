package org.demitasse.toolchain.netboot;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What client and server agree upon (RFC 2347). An option that is not known, or whose value is not
 * allowed, is left out of the answer, which tells the client that it does not hold.
 *
 * @param blockSize bytes
 * @param windowSize blocks that are sent before an acknowledgment is waited for
 * @param timeoutSeconds before a packet is sent again, or 0 for the server's own choice
 * @param acknowledged what the server answers; empty for a client that asked for nothing it gets
 */
record TftpOptions(
    int blockSize, int windowSize, int timeoutSeconds, Map<String, String> acknowledged) {
  /** RFC 2348. */
  static final String BLOCK_SIZE = "blksize";

  private static final int SMALLEST_BLOCK = 8;
  private static final int LARGEST_BLOCK = 65464;

  /** RFC 2349. */
  static final String TRANSFER_SIZE = "tsize";

  /** RFC 2349, 1 to 255 seconds. */
  static final String TIMEOUT = "timeout";

  private static final int LONGEST_TIMEOUT = 255;

  /** RFC 7440, section 3, 1 to 65535 blocks. */
  static final String WINDOW_SIZE = "windowsize";

  private static final int LARGEST_WINDOW = 65535;

  /**
   * More than this would not be faster, and would drown a slow network card; the server may answer
   * with less than the client asks for (RFC 7440, section 3).
   */
  static final int WINDOW_LIMIT = 64;

  TftpOptions {
    acknowledged = Map.copyOf(acknowledged);
  }

  /**
   * Decides about a client's options.
   *
   * @param size of the file
   */
  static TftpOptions agree(Map<String, String> asked, long size) {
    int blockSize = TftpPacket.DEFAULT_BLOCK_SIZE;
    int windowSize = 1;
    int timeout = 0;
    Map<String, String> acknowledged = new LinkedHashMap<>();
    for (Map.Entry<String, String> each : asked.entrySet()) {
      String value = each.getValue();
      switch (each.getKey()) {
        case BLOCK_SIZE -> {
          OptionalLong number = number(value, SMALLEST_BLOCK, Integer.MAX_VALUE);
          if (number.isPresent()) {
            blockSize = (int) Math.min(number.getAsLong(), LARGEST_BLOCK);
            acknowledged.put(BLOCK_SIZE, Integer.toString(blockSize));
          }
        }
        case WINDOW_SIZE -> {
          OptionalLong number = number(value, 1, LARGEST_WINDOW);
          if (number.isPresent()) {
            windowSize = (int) Math.min(number.getAsLong(), WINDOW_LIMIT);
            acknowledged.put(WINDOW_SIZE, Integer.toString(windowSize));
          }
        }
        case TIMEOUT -> {
          OptionalLong number = number(value, 1, LONGEST_TIMEOUT);
          if (number.isPresent()) {
            timeout = (int) number.getAsLong();
            // The value has to be the one that was asked for.
            acknowledged.put(TIMEOUT, Integer.toString(timeout));
          }
        }
        case TRANSFER_SIZE -> acknowledged.put(TRANSFER_SIZE, Long.toString(size));
        default -> {
          // Left out: it does not hold.
        }
      }
    }
    return new TftpOptions(blockSize, windowSize, timeout, acknowledged);
  }

  private static OptionalLong number(String text, long smallest, long largest) {
    if (text.isEmpty() || text.length() > 10 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return OptionalLong.empty();
    }
    long number = Long.parseLong(text);
    return number >= smallest && number <= largest ? OptionalLong.of(number) : OptionalLong.empty();
  }
}
