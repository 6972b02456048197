package org.demitasse.bench;

import java.io.IOException;
import java.net.DatagramSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.demitasse.toolchain.netboot.Ipv4Address;
import org.demitasse.toolchain.netboot.NetbootLog;
import org.demitasse.toolchain.netboot.NetbootServer;
import org.demitasse.toolchain.netboot.NetbootSettings;
import org.demitasse.toolchain.program.ProgressListener;

/**
 * How fast our TFTP server is, beside tftpd-hpa: the same client, curl, loads the same file from
 * both in turn over the loopback interface. curl waits for every block, so that what is measured is
 * how soon a server sends the next one. The fastest of several runs is told, since whatever else
 * the host does makes a run only slower.
 */
public final class NetbootBenchmark {
  /** What is loaded: with the smallest blocks as many as TFTP's numbers reach without wrapping. */
  private static final int FILE_SIZE = 60_000 * 512;

  private static final List<Integer> BLOCK_SIZES = List.of(512, 1468, 8192);
  private static final int RUNS = 9;
  private static final Ipv4Address LOOPBACK = Ipv4Address.parse("127.0.0.1").orElseThrow();
  private static final long START_LIMIT = TimeUnit.SECONDS.toNanos(10);

  /** Programs of this host. */
  public record Tools(Path curl, Path tftpd) {}

  /**
   * One line of the result.
   *
   * @param own megabytes (10^6) in a second
   * @param other the same of tftpd-hpa
   */
  public record Rate(int blockSize, double own, double other) {
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "TFTP, blocks of %,6d bytes: %7.1f MB/s; tftpd-hpa %7.1f MB/s; ratio %.2f",
          blockSize,
          own,
          other,
          own / other);
    }
  }

  private static final NetbootLog SILENT =
      new NetbootLog() {
        @Override
        public void line(String text) {
          // Every transfer has two lines.
        }

        @Override
        public void progress(String transfer, long sent, long size) {
          // Not shown.
        }
      };

  private NetbootBenchmark() {}

  /**
   * Measures; takes some seconds. tftpd-hpa needs root.
   *
   * @throws IllegalStateException if a server or the client does not do its work
   */
  public static List<Rate> run(Tools tools, ProgressListener progress)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("netboot-bench");
    // tftpd-hpa reads as nobody.
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    byte[] content = new byte[FILE_SIZE];
    new Random(1).nextBytes(content);
    Path file = Files.write(folder.resolve("Image"), content);
    Path loaded = folder.resolve("loaded");
    int otherPort = freePort();
    NetbootSettings settings =
        new NetbootSettings(
            LOOPBACK,
            Ipv4Address.mask(8),
            Optional.empty(),
            Optional.empty(),
            Map.of(),
            true,
            false,
            "");
    Process other =
        new ProcessBuilder(
                tools.tftpd.toString(),
                "--foreground",
                "--address",
                LOOPBACK + ":" + otherPort,
                "--secure",
                folder.toString())
            .inheritIO()
            .start();
    try (NetbootServer own =
        new NetbootServer(settings, folder, new NetbootServer.Ports(0, 0, 0), SILENT)) {
      Thread.ofPlatform().daemon().start(() -> serve(own));
      awaitServer(tools, otherPort, loaded, other);
      List<Rate> rates = new ArrayList<>();
      for (int blockSize : BLOCK_SIZES) {
        progress.progress("loading with blocks of %d bytes".formatted(blockSize));
        double fastestOwn = 0;
        double fastestOther = 0;
        for (int run = 0; run < RUNS; run++) {
          fastestOwn =
              Math.max(fastestOwn, rate(tools, own.tftpPort(), blockSize, loaded, content));
          fastestOther = Math.max(fastestOther, rate(tools, otherPort, blockSize, loaded, content));
        }
        rates.add(new Rate(blockSize, fastestOwn, fastestOther));
      }
      return rates;
    } finally {
      other.descendants().forEach(ProcessHandle::destroy);
      other.destroy();
      other.waitFor();
      Files.deleteIfExists(file);
      Files.deleteIfExists(loaded);
      Files.deleteIfExists(folder);
    }
  }

  private static void serve(NetbootServer server) {
    try {
      server.serve();
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static void awaitServer(Tools tools, int port, Path loaded, Process server)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + START_LIMIT;
    while (load(tools, port, 1468, loaded) != 0) {
      if (!server.isAlive() || System.nanoTime() - end > 0) {
        throw new IllegalStateException("tftpd-hpa does not serve; it needs root");
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  private static double rate(Tools tools, int port, int blockSize, Path loaded, byte[] content)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    int status = load(tools, port, blockSize, loaded);
    long nanoseconds = System.nanoTime() - start;
    if (status != 0 || !Arrays.equals(Files.readAllBytes(loaded), content)) {
      throw new IllegalStateException(
          "curl ended with status %d, or with other bytes".formatted(status));
    }
    return content.length * 1e3 / nanoseconds;
  }

  private static int load(Tools tools, int port, int blockSize, Path loaded)
      throws IOException, InterruptedException {
    return new ProcessBuilder(
            tools.curl.toString(),
            "--silent",
            "--max-time",
            "60",
            "--tftp-blksize",
            Integer.toString(blockSize),
            "--output",
            loaded.toString(),
            "tftp://%s:%d/Image".formatted(LOOPBACK, port))
        .inheritIO()
        .start()
        .waitFor();
  }

  private static int freePort() throws IOException {
    try (DatagramSocket socket = new DatagramSocket(0, LOOPBACK.toInetAddress())) {
      return socket.getLocalPort();
    }
  }
}
