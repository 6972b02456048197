package org.demitasse.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.demitasse.toolchain.image.ImageFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "list", description = "Lists what an image holds, with addresses and sizes.")
final class ListCommand implements Callable<Integer> {
  @Parameters(paramLabel = "IMAGE", description = "An image in any format that `image` makes.")
  private Path image;

  @Override
  public Integer call() throws IOException {
    InputFiles.require(image, "an image");
    System.out.print(ImageFile.read(image).listing().toTable());
    return ExitStatus.OK;
  }
}
