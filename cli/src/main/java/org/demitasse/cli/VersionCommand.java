package org.demitasse.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.demitasse.toolchain.MissingToolException;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

@Command(
    name = "version",
    description = "Prints the version of Demitasse and of the JDK it runs on.")
final class VersionCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    for (String line : new Text().getVersion()) {
      System.out.println(line);
    }
    return ExitStatus.OK;
  }

  /** A property of this build, {@code version} or {@code junit}, as its pom says. */
  static String property(String name) {
    Properties properties = new Properties();
    try (InputStream input = VersionCommand.class.getResourceAsStream("version.properties")) {
      if (input == null) {
        throw new MissingToolException("version.properties is missing", "build Demitasse again");
      }
      properties.load(input);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return properties.getProperty(name, "unknown");
  }

  /** The lines that {@code --version} prints. */
  static final class Text implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {
        "Demitasse " + property("version"),
        "JDK %s (%s)".formatted(Runtime.version(), System.getProperty("java.vm.name"))
      };
    }
  }
}
