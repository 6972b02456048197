package org.demitasse.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
    name = "doctor",
    description = "Checks every tool and version that is needed and prints the line that mends it.")
final class DoctorCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    List<Doctor.Finding> findings = new Doctor(SystemPackages.ofThisHost()).examine();
    findings.forEach(System.out::println);
    return findings.stream().anyMatch(finding -> finding.state() == Doctor.State.MISSING)
        ? ExitStatus.MISSING_TOOL
        : ExitStatus.OK;
  }
}
