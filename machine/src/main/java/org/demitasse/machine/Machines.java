package org.demitasse.machine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The boards of this distribution, listed in {@code machine/machines.txt}. */
public final class Machines {
  private static final Map<String, Machine> READ = new ConcurrentHashMap<>();

  private Machines() {}

  /** Returns the names of all boards. */
  public static List<String> names() {
    try (InputStream list = open("machines.txt")) {
      return new String(list.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty())
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Returns the board of that name, if there is one. */
  public static Optional<Machine> find(String name) {
    if (!names().contains(name)) {
      return Optional.empty();
    }
    return Optional.of(READ.computeIfAbsent(name, Machines::read));
  }

  private static Machine read(String name) {
    String resource = name + "/machine.xml";
    try (InputStream input = open(resource)) {
      return MachineReader.read(
          "machine/" + resource, input, sibling -> open(name + "/" + sibling));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static InputStream open(String resource) throws IOException {
    InputStream input = Machines.class.getResourceAsStream("/machine/" + resource);
    if (input == null) {
      throw new IOException("the resource machine/" + resource + " is missing; build again");
    }
    return input;
  }
}
