package org.demitasse.toolchain.qemu;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * A running QEMU: its console as a {@link Transcript}, a way to type, and an end that cannot be
 * missed. Every process is ended by {@link #close()}; those that are left when the virtual machine
 * shuts down are ended then; and where the host has {@code setpriv}, the operating system ends them
 * even when the virtual machine is killed.
 */
public final class QemuProcess implements AutoCloseable {
  private static final Path SETPRIV = Path.of("/usr/bin/setpriv");
  private static final Path SETSID = Path.of("/usr/bin/setsid");
  private static final int TERMINATION_SECONDS = 2;
  private static final Set<QemuProcess> RUNNING = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> RUNNING.forEach(QemuProcess::close), "qemu-shutdown"));
  }

  private final Process process;
  private final Transcript transcript;
  private final Transcript diagnostics = new Transcript(1 << 16);
  private final OutputStream copy;
  private final long outputLimit;
  private final Thread reader;
  private final Thread diagnosticsReader;
  private volatile boolean outputLimitPassed;

  private QemuProcess(Process process, Transcript transcript, OutputStream copy, long outputLimit) {
    this.process = process;
    this.transcript = transcript;
    this.copy = copy;
    this.outputLimit = outputLimit;
    this.reader = daemon("qemu-console", this::readConsole);
    this.diagnosticsReader = daemon("qemu-diagnostics", this::readDiagnostics);
  }

  /** Where what is typed to the machine comes from. */
  public enum Input {
    /** From {@link QemuProcess#send}. */
    PROGRAM,
    /** From this process's own standard input, which QEMU drives as a terminal when it is one. */
    TERMINAL
  }

  /**
   * Starts QEMU.
   *
   * @param qemu the program
   * @param command its arguments
   * @param input where input comes from
   * @param transcript receives the console
   * @param copy receives every byte of the console as it comes, flushed at once; not closed
   * @param outputLimit bytes of console after which the process is ended
   * @throws IOException when the process cannot be started
   */
  public static QemuProcess start(
      Qemu qemu,
      QemuCommand command,
      Input input,
      Transcript transcript,
      OutputStream copy,
      long outputLimit)
      throws IOException {
    var line = new ArrayList<String>();
    if (input == Input.PROGRAM && Files.isExecutable(SETSID)) {
      // Away from the terminal: Ctrl-C there is for gdb or for a test runner, not for the machine.
      line.add(SETSID.toString());
    }
    if (Files.isExecutable(SETPRIV)) {
      line.addAll(List.of(SETPRIV.toString(), "--pdeathsig", "TERM"));
    }
    line.addAll(command.launcher());
    line.add(qemu.executable().toString());
    line.addAll(command.arguments());
    var builder = new ProcessBuilder(line);
    if (input == Input.TERMINAL) {
      builder.redirectInput(Redirect.INHERIT);
    }
    var qemuProcess = new QemuProcess(startInItsOwnThread(builder), transcript, copy, outputLimit);
    RUNNING.add(qemuProcess);
    qemuProcess.reader.start();
    qemuProcess.diagnosticsReader.start();
    return qemuProcess;
  }

  /** What the console has printed. */
  public Transcript transcript() {
    return transcript;
  }

  /** What QEMU itself had to say on its standard error. */
  public String diagnostics() {
    return diagnostics.text();
  }

  /** Whether the process was ended because it printed more than was allowed. */
  public boolean outputLimitPassed() {
    return outputLimitPassed;
  }

  /** The process id. */
  public long pid() {
    return process.pid();
  }

  /**
   * Types text, as UTF-8. Needs {@link Input#PROGRAM}.
   *
   * @throws IOException when the machine is no longer there to read it
   */
  public void send(String text) throws IOException {
    // Ctrl-A is the escape character of QEMU's multiplexer; twice is once for the guest.
    String escaped = text.replace("\u0001", "\u0001\u0001");
    OutputStream stream = process.getOutputStream();
    stream.write(escaped.getBytes(StandardCharsets.UTF_8));
    stream.flush();
  }

  /**
   * Waits until the process has ended and all of its output has been read.
   *
   * @return QEMU's own exit status, or empty when it still runs
   */
  public Optional<Integer> awaitEnd(Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    if (!process.waitFor(patience.toNanos(), TimeUnit.NANOSECONDS)) {
      return Optional.empty();
    }
    for (Thread thread : List.of(reader, diagnosticsReader)) {
      thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
    }
    return Optional.of(process.exitValue());
  }

  /**
   * Ends the process, gently first so that QEMU puts the terminal right, and waits until it is
   * gone.
   */
  @Override
  public void close() {
    boolean interrupted = false;
    process.destroy();
    try {
      if (!process.waitFor(TERMINATION_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
      reader.join(TimeUnit.SECONDS.toMillis(TERMINATION_SECONDS));
      diagnosticsReader.join(TimeUnit.SECONDS.toMillis(TERMINATION_SECONDS));
    } catch (InterruptedException interruption) {
      process.destroyForcibly();
      interrupted = true;
    }
    RUNNING.remove(this);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void readConsole() {
    long total = 0;
    byte[] buffer = new byte[8192];
    try (InputStream stream = process.getInputStream()) {
      for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
        total += count;
        if (total > outputLimit) {
          outputLimitPassed = true;
          process.destroyForcibly();
          return;
        }
        copy.write(buffer, 0, count);
        copy.flush();
        transcript.append(buffer, count);
      }
    } catch (IOException failure) {
      // The stream breaks when the process is ended from here: what was read until then counts.
      // When it is the copy
      // that cannot be written, nobody listens any more.
      process.destroy();
    } finally {
      transcript.end();
    }
  }

  private void readDiagnostics() {
    byte[] buffer = new byte[1024];
    try (InputStream stream = process.getErrorStream()) {
      for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
        diagnostics.append(buffer, count);
      }
    } catch (IOException failure) {
      // As above: ended from here.
    } finally {
      diagnostics.end();
    }
  }

  /**
   * Starts a process in a thread that lives as long as the process. For Linux the parent of a
   * process is the thread that started it, and the signal that setpriv asks for comes when that
   * thread ends, not when the process does.
   */
  private static Process startInItsOwnThread(ProcessBuilder builder) throws IOException {
    var started = new CompletableFuture<Process>();
    daemon(
            "qemu-parent",
            () -> {
              try {
                Process process = builder.start();
                if (!started.complete(process)) {
                  process.destroyForcibly();
                }
                process.waitFor();
              } catch (IOException failure) {
                started.completeExceptionally(failure);
              } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
              }
            })
        .start();
    try {
      return started.get();
    } catch (ExecutionException failure) {
      throw new IOException("cannot start " + builder.command().getFirst(), failure.getCause());
    } catch (InterruptedException interrupted) {
      started.cancel(false);
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while starting " + builder.command().getFirst());
    }
  }

  private static Thread daemon(String name, Runnable body) {
    var thread = new Thread(body, name);
    thread.setDaemon(true);
    return thread;
  }
}
