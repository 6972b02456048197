package org.demitasse.toolchain.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import org.demitasse.xml.Size;

/**
 * Writes an image onto a memory card, and reads it back to see that it is there.
 *
 * <p>Nothing is written to what may not be a card: the target must be a whole disk that is
 * removable, not larger than cards are, not smaller than the image, and used by nothing.
 */
public final class CardWriter {
  /** What is larger is more likely somebody's disk than a card for a board. */
  public static final long LARGEST_CARD = 64_000_000_000L;

  private static final int CHUNK = 4 << 20;

  /** What direct reading wants addresses and lengths to be multiples of. */
  private static final int ALIGNMENT = 4096;

  private final BlockDevices devices;
  private final boolean allowLarge;
  private final boolean allowFixed;

  /** Is told how far writing or verifying is. */
  public interface Progress {
    void at(String what, long done, long size);
  }

  /** The target is not written to. */
  public static final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    RefusedException(String reason) {
      super(reason);
    }
  }

  /**
   * @param allowLarge whether disks of more than {@link #LARGEST_CARD} may be written
   * @param allowFixed whether disks that are not removable may be
   */
  public CardWriter(BlockDevices devices, boolean allowLarge, boolean allowFixed) {
    this.devices = devices;
    this.allowLarge = allowLarge;
    this.allowFixed = allowFixed;
  }

  /**
   * Makes sure that the target may be written to.
   *
   * @param device such as {@code /dev/sdb}, or a link to it
   * @return the device itself
   * @throws RefusedException with the reason
   */
  public Path check(Path image, Path device) throws IOException, RefusedException {
    if (!Files.isRegularFile(image)) {
      throw new RefusedException(image + " is no file; expected an image of --format sd");
    }
    if (!Files.exists(device)) {
      throw new RefusedException(device + " does not exist; is the card in its slot?");
    }
    Path real = device.toRealPath();
    String name = real.getFileName().toString();
    if (Files.isRegularFile(real) || Files.isDirectory(real)) {
      throw new RefusedException(device + " is no block device; expected one such as /dev/sdb");
    }
    check(name, device.toString(), Files.size(image));
    return real;
  }

  /** Checks all that the kernel tells about a disk. */
  void check(String name, String shown, long imageSize) throws IOException, RefusedException {
    if (devices.isPart(name)) {
      throw new RefusedException(
          shown
              + " is a partition; expected the whole disk, since the image has partitions itself");
    }
    Optional<BlockDevices.Disk> found = devices.find(name);
    if (found.isEmpty()) {
      throw new RefusedException(shown + " is no block device; expected one such as /dev/sdb");
    }
    BlockDevices.Disk disk = found.get();
    if (!disk.uses().isEmpty()) {
      throw new RefusedException(
          "%s is in use: %s; expected a card that nothing uses: unmount it first"
              .formatted(shown, String.join(", ", disk.uses())));
    }
    if (!disk.removable() && !allowFixed) {
      throw new RefusedException(
          "%s is not removable, so it may be a disk of this computer; if it is the card, add --allow-fixed"
              .formatted(shown));
    }
    if (disk.size() > LARGEST_CARD && !allowLarge) {
      throw new RefusedException(
          "%s has %,d bytes, more than the cards of boards; if it is the card, add --allow-large"
              .formatted(shown, disk.size()));
    }
    if (disk.readOnly()) {
      throw new RefusedException(shown + " cannot be written; cards have a switch for that");
    }
    if (disk.size() < imageSize) {
      throw new RefusedException(
          "the image has %,d bytes, and %s only %,d".formatted(imageSize, shown, disk.size()));
    }
  }

  /**
   * Writes an image and reads it back. Call {@link #check} before.
   *
   * @throws IOException if it cannot be written, or if something else is read back
   */
  public void write(Path image, Path device, Progress progress) throws IOException {
    try (FileChannel input = FileChannel.open(image, StandardOpenOption.READ);
        FileChannel output = FileChannel.open(device, StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.allocateDirect(CHUNK);
      long size = input.size();
      for (long at = 0; at < size; at += buffer.limit()) {
        fill(input, at, buffer, size);
        while (buffer.hasRemaining()) {
          output.write(buffer, at + buffer.position());
        }
        progress.at("written", at + buffer.limit(), size);
      }
      output.force(true);
    }
    verify(image, device, progress);
  }

  /** Reads what is on the card itself, not what this host remembers of it. */
  private static void verify(Path image, Path device, Progress progress) throws IOException {
    try (FileChannel expected = FileChannel.open(image, StandardOpenOption.READ);
        FileChannel actual = openDirectly(device)) {
      ByteBuffer wanted = ByteBuffer.allocateDirect(CHUNK);
      ByteBuffer found = ByteBuffer.allocateDirect(CHUNK + ALIGNMENT).alignedSlice(ALIGNMENT);
      long size = expected.size();
      for (long at = 0; at < size; at += wanted.limit()) {
        fill(expected, at, wanted, size);
        found.clear().limit(CHUNK);
        while (found.position() < wanted.limit()) {
          if (actual.read(found, at + found.position()) < 0) {
            throw new IOException("%s ends at byte %d".formatted(device, at + found.position()));
          }
        }
        int mismatch = wanted.mismatch(found.flip().limit(wanted.limit()));
        if (mismatch >= 0) {
          throw new IOException(
              "%s does not hold what was written to it, from byte %d on; the card is damaged, or is not as large as it says"
                  .formatted(device, at + mismatch));
        }
        progress.at("verified", at + wanted.limit(), size);
      }
    }
  }

  private static FileChannel openDirectly(Path device) throws IOException {
    Optional<OpenOption> direct = directOption();
    if (direct.isPresent()) {
      try {
        return FileChannel.open(device, StandardOpenOption.READ, direct.get());
      } catch (IOException | UnsupportedOperationException refused) {
        // Not every file system can; then what was written is read from wherever it is.
      }
    }
    return FileChannel.open(device, StandardOpenOption.READ);
  }

  /**
   * Returns the option to read past the host's memory. It belongs to the JDK, but not to the Java
   * platform, so it is looked up by its name.
   */
  private static Optional<OpenOption> directOption() {
    try {
      Object[] options = Class.forName("com.sun.nio.file.ExtendedOpenOption").getEnumConstants();
      return Arrays.stream(options)
          .filter(each -> each.toString().equals("DIRECT"))
          .map(OpenOption.class::cast)
          .findFirst();
    } catch (ClassNotFoundException absent) {
      return Optional.empty();
    }
  }

  private static void fill(FileChannel input, long at, ByteBuffer buffer, long size)
      throws IOException {
    buffer.clear().limit((int) Math.min(CHUNK, size - at));
    while (buffer.hasRemaining()) {
      if (input.read(buffer, at + buffer.position()) < 0) {
        throw new IOException("the image has become shorter than " + Size.format(size));
      }
    }
    buffer.flip();
  }
}
