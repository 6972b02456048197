package org.demitasse.toolchain.netboot;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * A network between a transfer and a client that loses, doubles, delays and overtakes packets, with
 * a clock of its own.
 */
final class LossyNetwork {
  private static final long FASTEST = TimeUnit.MICROSECONDS.toNanos(100);
  private static final int MOST_EVENTS = 1_000_000;

  /**
   * How bad it is.
   *
   * @param loss share of packets that are lost
   * @param duplication share of packets that arrive twice
   * @param slowest longest delay in milliseconds; packets overtake each other
   */
  record Quality(double loss, double duplication, int slowest) {}

  private record Event(long time, long order, boolean toServer, ByteBuffer packet) {}

  private final Random random;
  private final Quality quality;
  private final PriorityQueue<Event> events =
      new PriorityQueue<>(
          (a, b) ->
              a.time != b.time ? Long.compare(a.time, b.time) : Long.compare(a.order, b.order));
  private long now;
  private long order;
  private long fromServer;

  LossyNetwork(long seed, Quality quality) {
    this.random = new Random(seed);
    this.quality = quality;
  }

  /** Packets that the server has sent. */
  long fromServer() {
    return fromServer;
  }

  long now() {
    return now;
  }

  /** Runs until the transfer has ended and nothing is under way. */
  void run(TftpTransfer transfer, ReadingClient client)
      throws IOException, MalformedPacketException {
    TftpTransfer.Output toClient =
        packet -> {
          fromServer++;
          send(packet, false);
        };
    TftpTransfer.Output toServer = packet -> send(packet, true);
    transfer.start(now, toClient);
    for (int i = 0; i < MOST_EVENTS; i++) {
      boolean runs = transfer.state() == TftpTransfer.State.RUNNING;
      long wake = Math.min(runs ? transfer.deadline() : Long.MAX_VALUE, client.deadline());
      Event next = events.peek();
      if (next == null && !runs) {
        return;
      }
      if (next == null || next.time > wake) {
        now = wake;
        transfer.tick(now, toClient);
        client.tick(now, toServer);
        continue;
      }
      events.remove();
      now = next.time;
      ByteBuffer packet = next.packet;
      if (next.toServer) {
        transfer.receive(packet, now, toClient);
      } else {
        client.receive(packet, now, toServer);
      }
    }
    throw new AssertionError("no end after " + MOST_EVENTS + " events");
  }

  private void send(ByteBuffer packet, boolean toServer) {
    byte[] bytes = new byte[packet.remaining()];
    packet.duplicate().get(bytes);
    if (random.nextDouble() >= quality.loss) {
      deliver(bytes, toServer);
    }
    if (random.nextDouble() < quality.duplication) {
      deliver(bytes, toServer);
    }
  }

  private void deliver(byte[] bytes, boolean toServer) {
    long delay = FASTEST;
    if (quality.slowest > 0) {
      delay += (long) (random.nextDouble() * TimeUnit.MILLISECONDS.toNanos(quality.slowest));
    }
    order++;
    events.add(new Event(now + delay, order, toServer, ByteBuffer.wrap(bytes)));
  }
}
