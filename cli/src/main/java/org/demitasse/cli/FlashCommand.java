package org.demitasse.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.demitasse.toolchain.disk.BlockDevices;
import org.demitasse.toolchain.disk.CardWriter;
import org.demitasse.toolchain.image.ImageFile;
import org.demitasse.toolchain.image.ImageFormat;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "flash",
    description = {
      "Writes a disk image onto a memory card, and reads it back. All that is on the card is lost.",
      "Refuses a disk that is in use, not removable, larger than 64 GB or smaller than the image.",
      "Needs root."
    },
    footer = {
      "",
      "Example:",
      "  ./demitasse image hello --machine raspi3b --format sd --firmware firmware",
      "  sudo ./demitasse flash build/hello.sd /dev/sdb"
    },
    sortOptions = false)
final class FlashCommand implements Callable<Integer> {
  private static final long PROGRESS_INTERVAL = TimeUnit.SECONDS.toNanos(1);
  private static final String NOTHING = "Nothing was written.";

  @Parameters(paramLabel = "IMAGE", description = "An image of `image --format sd`.")
  private Path image;

  @Parameters(paramLabel = "DEVICE", description = "The card, such as /dev/sdb or /dev/mmcblk0.")
  private Path device;

  @Option(names = "--allow-large", description = "Write to more than 64 GB, too.")
  private boolean allowLarge;

  @Option(
      names = "--allow-fixed",
      description = "Write to a disk that does not say that it is removable, too.")
  private boolean allowFixed;

  @Option(names = "--check", description = "Only say whether the card would be written.")
  private boolean checkOnly;

  private long shown = System.nanoTime();

  @Override
  public Integer call() throws IOException {
    InputFiles.require(image, "a disk image");
    ImageFormat format = ImageFile.read(image).listing().format();
    if (format != ImageFormat.SD) {
      throw new CommandFailure(
          ExitStatus.CONFIGURATION,
          "%s: has the format %s; expected sd".formatted(image, format.label()));
    }
    CardWriter writer = new CardWriter(new BlockDevices(), allowLarge, allowFixed);
    try {
      Path target = writer.check(image, device);
      if (checkOnly) {
        System.out.printf("%s would be written to%n", target);
        return ExitStatus.OK;
      }
      writer.write(image, target, this::show);
      System.out.printf("%s holds %s, as read back%n", target, Workspace.shown(image));
      return ExitStatus.OK;
    } catch (CardWriter.RefusedException refused) {
      throw new CommandFailure(
          ExitStatus.CONFIGURATION, refused.getMessage() + System.lineSeparator() + NOTHING);
    } catch (IOException failure) {
      throw new CommandFailure(
          ExitStatus.FAILURE, "cannot write %s: %s".formatted(device, failure.getMessage()));
    }
  }

  private void show(String what, long done, long size) {
    long now = System.nanoTime();
    if (done == size || now - shown >= PROGRESS_INTERVAL) {
      shown = now;
      System.err.println(
          String.format(Locale.ROOT, "%s: %d %% of %,d bytes", what, 100 * done / size, size));
    }
  }
}
