package org.demitasse.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;
import org.demitasse.bench.NetbootBenchmark;
import picocli.CommandLine.Command;

@Command(
    name = "netboot",
    description = {
      "Measures how fast files are loaded from our TFTP server and, with the same client in the same",
      "run, from tftpd-hpa, which needs root. The fastest of nine runs; the numbers are this host's."
    })
final class BenchNetbootCommand implements Callable<Integer> {
  @Override
  public Integer call() throws InterruptedException {
    Doctor doctor = new Doctor(SystemPackages.ofThisHost());
    NetbootBenchmark.Tools tools =
        new NetbootBenchmark.Tools(
            doctor.provide("curl", "curl"), doctor.provide("in.tftpd", "tftpd-hpa"));
    try {
      NetbootBenchmark.run(tools, System.err::println).forEach(System.out::println);
      return ExitStatus.OK;
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot measure", failure);
    } catch (IllegalStateException unable) {
      throw new CommandFailure(ExitStatus.FAILURE, String.valueOf(unable.getMessage()));
    }
  }
}
