package org.demitasse.devicetree.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Files of the host: beside the file that names them, else in the folders of the search path, as
 * {@code dtc -i} has it.
 */
public final class FolderFiles implements SourceFiles {
  private final List<Path> folders;

  /**
   * @param folders the search path
   */
  public FolderFiles(List<Path> folders) {
    this.folders = List.copyOf(folders);
  }

  @Override
  public SourceFile read(String name, String user, long limit) throws IOException {
    Path file = find(name, user);
    return new SourceFile(file.toString(), content(file, limit));
  }

  private Path find(String name, String user) throws IOException {
    try {
      List<Path> places = new ArrayList<>();
      Path asNamed = Path.of(name);
      places.add(Path.of(user).resolveSibling(asNamed));
      for (Path each : folders) {
        places.add(each.resolve(asNamed));
      }
      for (Path each : places) {
        if (Files.exists(each)) {
          return each;
        }
      }
    } catch (InvalidPathException invalid) {
      throw new IOException("\"" + name + "\" is no name of a file", invalid);
    }
    throw new IOException(
        "there is no file \""
            + name
            + "\" beside "
            + user
            + (folders.isEmpty() ? "" : " or in " + folders));
  }

  static byte[] content(Path file, long limit) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException(file + " is not a regular file");
    }
    try (InputStream input = Files.newInputStream(file)) {
      byte[] content = input.readNBytes((int) Math.min(limit + 1, Integer.MAX_VALUE));
      if (content.length > limit) {
        throw new IOException(
            file + " has more than the " + limit + " bytes that are left for this source");
      }
      return content;
    }
  }
}
