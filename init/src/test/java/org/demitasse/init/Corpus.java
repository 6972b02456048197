package org.demitasse.init;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.demitasse.init.config.Configuration;
import org.demitasse.init.config.ConfigurationReader;
import org.demitasse.init.config.ReadConfiguration;
import org.demitasse.xml.XmlDocument;
import org.demitasse.xml.XmlElement;

/** Configurations of the tests. */
public final class Corpus {
  private Corpus() {}

  /** Returns the folder {@code right} or {@code wrong}. */
  public static Path folder(String name) {
    try {
      return Path.of(Objects.requireNonNull(Corpus.class.getResource(name)).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns the names of the XML files in a folder, without suffix. */
  public static List<String> names(String folder) {
    try (var files = Files.list(folder(folder))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".xml"))
          .map(name -> name.substring(0, name.length() - 4))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Parses a file. */
  public static XmlElement element(String folder, String name) {
    try {
      Path file = folder(folder).resolve(name + ".xml");
      return XmlDocument.read(name + ".xml", "config", Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads the content of {@code <config>}. */
  public static ReadConfiguration read(String content) {
    return ConfigurationReader.read(
        XmlDocument.parse("config", "config", "<config>\n" + content + "\n</config>"));
  }

  /** Reads the content of {@code <config>}, which has no mistake. */
  public static Configuration sound(String content) {
    ReadConfiguration read = read(content);
    if (!read.mistakes().isEmpty()) {
      throw new AssertionError(read.mistakes().toString());
    }
    return read.configuration();
  }
}
