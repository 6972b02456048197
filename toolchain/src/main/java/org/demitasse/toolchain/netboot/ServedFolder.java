package org.demitasse.toolchain.netboot;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.demitasse.xml.Suggestion;

/** The folder that is served; nothing outside of it can be named, and nothing can be changed. */
final class ServedFolder {
  private final Path folder;

  /**
   * @param folder must exist
   */
  ServedFolder(Path folder) throws IOException {
    this.folder = folder.toRealPath();
  }

  /** A file is not given out. */
  static final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;
    private final TftpError error;

    RefusedException(TftpError error, String message) {
      super(message, null, false, false);
      this.error = error;
    }

    TftpError error() {
      return error;
    }

    String reason() {
      return String.valueOf(getMessage());
    }
  }

  /**
   * Opens a file.
   *
   * @param name relative to the folder, parts separated by slashes
   * @throws RefusedException if there is no such file in the folder; the message tells why
   */
  ServedFile open(String name) throws RefusedException {
    Path file = resolve(name);
    try {
      Path real = file.toRealPath();
      if (!real.startsWith(folder)) {
        throw new RefusedException(
            TftpError.ACCESS_VIOLATION, "a link leads out of the served folder");
      }
      if (!Files.isRegularFile(real, LinkOption.NOFOLLOW_LINKS)) {
        throw new RefusedException(TftpError.ACCESS_VIOLATION, "not a file");
      }
      // The path has no links now, and gets none by being changed meanwhile.
      return new OpenFile(
          FileChannel.open(real, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)));
    } catch (IOException failure) {
      if (Files.exists(file)) {
        throw new RefusedException(TftpError.ACCESS_VIOLATION, "cannot be read");
      }
      throw new RefusedException(TftpError.FILE_NOT_FOUND, "no such file" + hint(name));
    }
  }

  private Path resolve(String name) throws RefusedException {
    if (name.isEmpty()) {
      throw new RefusedException(TftpError.FILE_NOT_FOUND, "no name");
    }
    if (name.startsWith("/")) {
      throw new RefusedException(
          TftpError.ACCESS_VIOLATION, "an absolute name; names are relative to the served folder");
    }
    if (!name.equals(TftpPacket.plain(name))) {
      throw new RefusedException(TftpError.ACCESS_VIOLATION, "a name that is too long or no text");
    }
    Path file = folder;
    for (String part : name.split("/", -1)) {
      if (part.isEmpty() || part.equals(".") || part.equals("..")) {
        throw new RefusedException(
            TftpError.ACCESS_VIOLATION, "a name with an empty part, \".\" or \"..\"");
      }
      file = file.resolve(part);
    }
    return file;
  }

  /** Returns the names in the folder itself. */
  List<String> names() {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(each -> each.getFileName().toString()).sorted().toList();
    } catch (IOException unreadable) {
      return List.of();
    }
  }

  private String hint(String name) {
    return Suggestion.hint(name, names());
  }

  /** Reads pieces that are larger than most blocks, since a call of the system costs as much. */
  private static final class OpenFile implements ServedFile {
    private static final int PIECE = 64 << 10;

    private final FileChannel channel;
    private final long size;
    private final ByteBuffer piece = ByteBuffer.allocateDirect(PIECE);
    private long pieceStart;
    private int pieceLength;

    OpenFile(FileChannel channel) throws IOException {
      this.channel = channel;
      this.size = channel.size();
    }

    @Override
    public long size() {
      return size;
    }

    @Override
    public void read(long offset, ByteBuffer buffer) throws IOException {
      int length = buffer.remaining();
      if (length > PIECE) {
        readFully(offset, buffer);
        return;
      }
      if (offset < pieceStart || offset + length > pieceStart + pieceLength) {
        pieceLength = 0;
        piece.clear().limit((int) Math.min(PIECE, size - offset));
        readFully(offset, piece);
        pieceStart = offset;
        pieceLength = piece.limit();
      }
      int at = (int) (offset - pieceStart);
      buffer.put(buffer.position(), piece, at, length).position(buffer.limit());
    }

    private void readFully(long offset, ByteBuffer buffer) throws IOException {
      long at = offset;
      while (buffer.hasRemaining()) {
        int count = channel.read(buffer, at);
        if (count < 0) {
          throw new EOFException("the file has become shorter");
        }
        at += count;
      }
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
