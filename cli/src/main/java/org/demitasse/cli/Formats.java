package org.demitasse.cli;

import java.util.Iterator;
import org.demitasse.toolchain.image.ImageFormat;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Image formats by the names that users type. */
final class Formats implements ITypeConverter<ImageFormat>, Iterable<String> {
  @Override
  public ImageFormat convert(String label) {
    return ImageFormat.find(label)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "unknown format \"%s\"; expected one of: %s"
                        .formatted(label, String.join(", ", ImageFormat.labels()))));
  }

  @Override
  public Iterator<String> iterator() {
    return ImageFormat.labels().iterator();
  }
}
