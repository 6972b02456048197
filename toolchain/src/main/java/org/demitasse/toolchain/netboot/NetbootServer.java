package org.demitasse.toolchain.netboot;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The server on the network: one thread takes requests, and each transfer has a thread and a socket
 * of its own, connected to its client, so that nobody else's packets reach it.
 *
 * <p>Nothing that comes from the network ends the server; a packet that it cannot answer leaves a
 * line in the log.
 */
public final class NetbootServer implements AutoCloseable {
  private static final int LARGEST_PACKET = 65536;
  private static final long PROGRESS_INTERVAL = TimeUnit.MILLISECONDS.toNanos(200);

  /**
   * Where to listen. Clients of DHCP listen at the port behind that of the server.
   *
   * @param dhcp 67, unless for tests; 0 for no DHCP at all
   * @param pxe 4011
   * @param tftp 69; 0 for any that is free
   */
  public record Ports(int dhcp, int pxe, int tftp) {
    /** The ports that boards use. */
    public static final Ports STANDARD = new Ports(67, 4011, 69);
  }

  /** Handles a packet from position to limit. */
  private interface Service {
    void receive(ByteBuffer packet, InetSocketAddress source) throws IOException;
  }

  private final NetbootSettings settings;
  private final Ports ports;
  private final NetbootLog log;
  private final DhcpServer dhcp;
  private final TftpServer tftp;
  private final Selector selector;
  private final List<DatagramChannel> channels = new ArrayList<>();
  private final DatagramChannel tftpChannel;
  private volatile boolean closed;

  /**
   * Opens the ports; from then on requests wait for {@link #serve()}.
   *
   * @param folder what is served
   * @throws IOException if a port cannot be had; the message names it and what to do
   */
  @SuppressWarnings("this-escape")
  public NetbootServer(NetbootSettings settings, Path folder, Ports ports, NetbootLog log)
      throws IOException {
    this.settings = settings;
    this.ports = ports;
    this.log = log;
    this.dhcp = new DhcpServer(settings, log);
    Neighbours neighbours = new Neighbours();
    this.tftp = new TftpServer(new ServedFolder(folder), each -> isKnown(each, neighbours), log);
    this.selector = Selector.open();
    boolean opened = false;
    try {
      InetAddress own = settings.server().toInetAddress();
      if (ports.dhcp != 0) {
        InetAddress any = Ipv4Address.NONE.toInetAddress();
        // Broadcasts come to the first. What is sent from the second, whose address is that of one
        // network, goes out there even when it is for everybody.
        DatagramChannel everywhere = open(any, ports.dhcp, "DHCP", "--dhcp-port");
        DatagramChannel here = open(own, ports.dhcp, "DHCP", "--dhcp-port");
        here.setOption(StandardSocketOptions.SO_BROADCAST, true);
        listen(everywhere, (packet, source) -> dhcp(here, packet, source));
        listen(here, (packet, source) -> dhcp(here, packet, source));
        DatagramChannel pxe = open(own, ports.pxe, "PXE", "--pxe-port");
        listen(pxe, (packet, source) -> pxe(pxe, packet, source));
      }
      tftpChannel = open(own, ports.tftp, "TFTP", "--tftp-port");
      listen(tftpChannel, this::tftp);
      opened = true;
    } finally {
      if (!opened) {
        close();
      }
    }
  }

  /** Returns the port of TFTP. */
  public int tftpPort() {
    try {
      return ((InetSocketAddress) tftpChannel.getLocalAddress()).getPort();
    } catch (IOException closedAlready) {
      throw new IllegalStateException(closedAlready);
    }
  }

  /** Answers requests until the server is closed. */
  public void serve() throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(LARGEST_PACKET);
    try {
      while (!closed) {
        selector.select(key -> receive(key, buffer));
      }
    } catch (ClosedSelectorException end) {
      // That is how it ends.
    }
  }

  /** Ends the server; transfers that run end when they notice. */
  @Override
  public void close() throws IOException {
    closed = true;
    selector.close();
    for (DatagramChannel each : channels) {
      each.close();
    }
  }

  private boolean isKnown(Ipv4Address address, Neighbours neighbours) {
    return settings.anyClient()
        || dhcp.owner(address).isPresent()
        || neighbours.find(address).filter(settings::answers).isPresent();
  }

  private void receive(SelectionKey key, ByteBuffer buffer) {
    DatagramChannel channel = (DatagramChannel) key.channel();
    Service service = (Service) key.attachment();
    while (!closed) {
      InetSocketAddress source = null;
      try {
        buffer.clear();
        source = (InetSocketAddress) channel.receive(buffer);
        if (source == null) {
          return;
        }
        service.receive(buffer.flip(), source);
      } catch (IOException failure) {
        if (!closed) {
          log.line(
              "cannot answer %s: %s"
                  .formatted(
                      source == null ? "a machine" : source.getAddress(), failure.getMessage()));
        }
        if (source == null) {
          return;
        }
      }
    }
  }

  private void dhcp(DatagramChannel channel, ByteBuffer packet, InetSocketAddress source)
      throws IOException {
    byte[] bytes = bytes(packet);
    long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime());
    Optional<DhcpServer.Reply> reply = dhcp.receive(bytes, bytes.length, address(source), seconds);
    if (reply.isPresent()) {
      int port = reply.get().toServerPort() ? ports.dhcp : ports.dhcp + 1;
      channel.send(
          ByteBuffer.wrap(reply.get().packet()),
          new InetSocketAddress(reply.get().address().toInetAddress(), port));
    }
  }

  private void pxe(DatagramChannel channel, ByteBuffer packet, InetSocketAddress source)
      throws IOException {
    byte[] bytes = bytes(packet);
    Optional<byte[]> reply = dhcp.receiveFromBootClient(bytes, bytes.length, address(source));
    if (reply.isPresent()) {
      channel.send(ByteBuffer.wrap(reply.get()), source);
    }
  }

  private void tftp(ByteBuffer packet, InetSocketAddress source) throws IOException {
    switch (tftp.receive(packet, new TftpServer.Client(address(source), source.getPort()))) {
      case TftpServer.Ignore ignored -> {
        // The log tells why.
      }
      case TftpServer.Refuse(ByteBuffer answer) -> tftpChannel.send(answer, source);
      case TftpServer.Serve(TftpServer.Transfer transfer) ->
          Thread.ofPlatform()
              .daemon()
              .name(transfer.label())
              .start(() -> transfer(transfer, source));
    }
  }

  private void transfer(TftpServer.Transfer transfer, InetSocketAddress client) {
    long start = System.nanoTime();
    try (DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET);
        Selector own = Selector.open()) {
      channel.bind(new InetSocketAddress(settings.server().toInetAddress(), 0));
      channel.connect(client);
      channel.configureBlocking(false);
      channel.register(own, SelectionKey.OP_READ);
      carryOut(transfer, channel, own);
    } catch (PortUnreachableException gone) {
      transfer.progress().abort("the client has vanished: its port is closed");
    } catch (IOException failure) {
      transfer.progress().abort("the client cannot be reached: " + failure.getMessage());
    } finally {
      tftp.ended(transfer, System.nanoTime() - start);
    }
  }

  private void carryOut(TftpServer.Transfer transfer, DatagramChannel channel, Selector own)
      throws IOException {
    TftpTransfer progress = transfer.progress();
    ByteBuffer received = ByteBuffer.allocateDirect(LARGEST_PACKET);
    TftpTransfer.Output output = channel::write;
    long shown = System.nanoTime();
    progress.start(shown, output);
    while (progress.state() == TftpTransfer.State.RUNNING) {
      if (closed) {
        progress.abort("the server ends");
        return;
      }
      long wait = progress.deadline() - System.nanoTime();
      if (wait > 0) {
        own.select(key -> {}, Math.min(1000, TimeUnit.NANOSECONDS.toMillis(wait) + 1));
      }
      received.clear();
      // Only one: most clients wait for the answer, and a look for a second costs as much as both.
      int count = channel.read(received);
      long now = System.nanoTime();
      if (count > 0) {
        progress.receive(received.flip(), now, output);
      }
      progress.tick(now, output);
      if (now - shown > PROGRESS_INTERVAL) {
        shown = now;
        log.progress(transfer.label(), progress.delivered(), transfer.file().size());
      }
    }
  }

  private static byte[] bytes(ByteBuffer packet) {
    byte[] bytes = new byte[packet.remaining()];
    packet.get(bytes);
    return bytes;
  }

  private static Ipv4Address address(InetSocketAddress source) {
    return Ipv4Address.of((Inet4Address) source.getAddress());
  }

  private void listen(DatagramChannel channel, Service service) throws IOException {
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_READ, service);
  }

  private DatagramChannel open(InetAddress address, int port, String service, String option)
      throws IOException {
    DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET);
    channels.add(channel);
    if (port == ports.dhcp) {
      channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
    }
    try {
      return channel.bind(new InetSocketAddress(address, port));
    } catch (SocketException refused) {
      throw new IOException(explained(address, port, service, option, refused), refused);
    }
  }

  private static String explained(
      InetAddress address, int port, String service, String option, SocketException refused) {
    String reason = String.valueOf(refused.getMessage());
    String remedy =
        reason.contains("Permission denied")
            ? "ports below 1024 need root: type sudo in front, or choose another with " + option
            : reason.contains("in use")
                ? "another server has it; stop that, or choose another port with " + option
                : "is " + address.getHostAddress() + " an address of this machine?";
    return "cannot open port %d of %s for %s: %s; %s"
        .formatted(port, address.getHostAddress(), service, reason, remedy);
  }
}
