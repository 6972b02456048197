package org.demitasse.devicetree;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.demitasse.devicetree.source.DeviceTreeCompiler;
import org.demitasse.devicetree.source.InvalidSourceException;
import org.demitasse.devicetree.source.SourceFiles;

/** Trees of tests, as source. */
public final class Sources {
  private Sources() {}

  /** Compiles a source without its header. */
  public static DeviceTree tree(String source) {
    return tree(source, false);
  }

  /** Compiles a source without its header. */
  public static DeviceTree tree(String source, boolean symbols) {
    try {
      return DeviceTreeCompiler.compile(
          "test", ("/dts-v1/;" + source).getBytes(UTF_8), SourceFiles.NONE, symbols);
    } catch (InvalidSourceException wrong) {
      throw new IllegalArgumentException(wrong);
    }
  }
}
