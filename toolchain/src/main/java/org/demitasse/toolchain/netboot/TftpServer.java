package org.demitasse.toolchain.netboot;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Decides about requests that come to TFTP's port. Each file that it grants is a {@link Transfer},
 * which whoever has the sockets carries out. Every request leaves a line in the log. Thread-safe.
 */
final class TftpServer {
  /** More clients than a room full of boards. */
  static final int MOST_TRANSFERS = 64;

  /**
   * Who asks.
   *
   * @param port the client's identifier of the transfer
   */
  record Client(Ipv4Address address, int port) {}

  /** What to do about a packet. */
  sealed interface Decision {}

  /** Nothing. */
  record Ignore() implements Decision {}

  /** Send one packet, and forget the client. */
  record Refuse(ByteBuffer packet) implements Decision {}

  /** Carry out a transfer; tell when it has ended. */
  record Serve(Transfer transfer) implements Decision {}

  /**
   * A file on its way.
   *
   * @param name as the log has it
   */
  record Transfer(
      Client client, String name, ServedFile file, TftpOptions options, TftpTransfer progress) {
    /** Client and file, for the log. */
    String label() {
      return "tftp %s: %s".formatted(client.address(), name);
    }
  }

  private final ServedFolder folder;
  private final Predicate<Ipv4Address> known;
  private final NetbootLog log;
  private final Map<Client, Transfer> running = new HashMap<>();

  /**
   * @param known whether the machine at an address is answered
   */
  TftpServer(ServedFolder folder, Predicate<Ipv4Address> known, NetbootLog log) {
    this.folder = folder;
    this.known = known;
    this.log = log;
  }

  /** Handles a packet that came to the server's port. */
  synchronized Decision receive(ByteBuffer packet, Client client) {
    TftpPacket.Request request;
    try {
      if (!(TftpPacket.parse(packet) instanceof TftpPacket.Request found)) {
        log.line("tftp %s: a packet of no transfer; refused".formatted(client.address()));
        return new Refuse(
            TftpPacket.error(TftpError.UNKNOWN_TRANSFER, "this port takes requests only"));
      }
      request = found;
    } catch (MalformedPacketException malformed) {
      log.line(
          "tftp %s: a packet that is %s; ignored".formatted(client.address(), malformed.problem()));
      return new Ignore();
    }
    String name = TftpPacket.plain(request.name());
    if (!known.test(client.address())) {
      log.line(
          "tftp %s: %s asked for by a machine that this server was not told of; not answered"
              .formatted(client.address(), name));
      return new Ignore();
    }
    if (request.write()) {
      return refuse(
          client,
          name,
          TftpError.ACCESS_VIOLATION,
          "this server is read-only; nothing was written");
    }
    Transfer earlier = running.get(client);
    if (earlier != null) {
      if (earlier.name.equals(name) && earlier.progress.delivered() == 0) {
        // The network or the client's impatience doubled the request; its answer is under way.
        return new Ignore();
      }
      earlier.progress.abort("the client has begun anew");
    }
    if (running.size() >= MOST_TRANSFERS) {
      return refuse(
          client,
          name,
          TftpError.NOT_DEFINED,
          "busy with " + MOST_TRANSFERS + " transfers; try again later");
    }
    try {
      return serve(client, request, name);
    } catch (ServedFolder.RefusedException refused) {
      return refuse(client, name, refused.error(), refused.reason());
    } catch (IOException unreadable) {
      return refuse(client, name, TftpError.ACCESS_VIOLATION, "cannot be read");
    }
  }

  /** Forgets a transfer, says in the log what has become of it, and closes its file. */
  synchronized void ended(Transfer transfer, long nanoseconds) {
    running.remove(transfer.client, transfer);
    TftpTransfer progress = transfer.progress;
    String repeated =
        progress.repeated() == 0 ? "" : ", %,d blocks repeated".formatted(progress.repeated());
    log.line(
        progress.state() == TftpTransfer.State.DONE
            ? String.format(
                Locale.ROOT,
                "%s: done, %,d bytes in %.2f s, %.1f MB/s%s",
                transfer.label(),
                transfer.file.size(),
                nanoseconds / 1e9,
                transfer.file.size() * 1e3 / Math.max(1, nanoseconds),
                repeated)
            : String.format(
                Locale.ROOT,
                "%s: failed after %,d of %,d bytes: %s%s",
                transfer.label(),
                progress.delivered(),
                transfer.file.size(),
                progress.outcome(),
                repeated));
    try {
      transfer.file.close();
    } catch (IOException failure) {
      log.line("%s: cannot be closed: %s".formatted(transfer.label(), failure.getMessage()));
    }
  }

  private Decision serve(Client client, TftpPacket.Request request, String name)
      throws ServedFolder.RefusedException, IOException {
    boolean text = request.mode().equals("netascii");
    if (!text && !request.mode().equals("octet")) {
      throw new ServedFolder.RefusedException(
          TftpError.ILLEGAL_OPERATION,
          "mode \"%s\"; expected octet or netascii".formatted(TftpPacket.plain(request.mode())));
    }
    ServedFile file = folder.open(request.name());
    if (text) {
      if (file.size() > TextFile.LARGEST) {
        file.close();
        throw new ServedFolder.RefusedException(
            TftpError.ACCESS_VIOLATION, "too large for a text; use mode octet");
      }
      file = TextFile.of(file);
    }
    TftpOptions options = TftpOptions.agree(request.options(), file.size());
    Transfer transfer = new Transfer(client, name, file, options, new TftpTransfer(file, options));
    running.put(client, transfer);
    log.line(
        String.format(
            Locale.ROOT,
            "%s: %,d bytes asked for, in blocks of %,d%s",
            transfer.label(),
            file.size(),
            options.blockSize(),
            options.windowSize() == 1 ? "" : ", " + options.windowSize() + " at a time"));
    return new Serve(transfer);
  }

  private Decision refuse(Client client, String name, TftpError error, String reason) {
    log.line("tftp %s: %s refused: %s".formatted(client.address(), name, reason));
    return new Refuse(TftpPacket.error(error, reason));
  }

  /** Returns the transfer of a client that runs, if one does. */
  synchronized Optional<Transfer> running(Client client) {
    return Optional.ofNullable(running.get(client));
  }
}
