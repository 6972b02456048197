package org.demitasse.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.demitasse.toolchain.image.ImageFile;
import org.demitasse.toolchain.image.LegacyImage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "list", description = "Lists what an image holds, with addresses and sizes.")
final class ListCommand implements Callable<Integer> {
  private static final long LARGEST_SCRIPT = 1 << 20;

  @Parameters(
      paramLabel = "IMAGE",
      description = "An image in any format that `image` makes, or a boot.scr.")
  private Path image;

  @Override
  public Integer call() throws IOException {
    InputFiles.require(image, "an image");
    Optional<LegacyImage> script = script();
    if (script.isPresent()) {
      System.out.printf("U-Boot script \"%s\"%n", script.get().name());
      System.out.print(script.get().commands());
      return ExitStatus.OK;
    }
    ImageFile file = ImageFile.read(image);
    System.out.print(file.listing().toTable());
    file.packaging().forEach(System.out::println);
    return ExitStatus.OK;
  }

  private Optional<LegacyImage> script() throws IOException {
    if (Files.size(image) > LARGEST_SCRIPT) {
      return Optional.empty();
    }
    byte[] content = Files.readAllBytes(image);
    return LegacyImage.isLegacyImage(content)
        ? Optional.of(LegacyImage.parse(image.toString(), content)).filter(LegacyImage::isScript)
        : Optional.empty();
  }
}
