package org.demitasse.boottest;

import java.nio.file.Path;
import org.demitasse.server.reportrom.ReportRomServer;
import org.demitasse.testkit.Boot;
import org.demitasse.testkit.BootTest;
import org.demitasse.testkit.Console;
import org.demitasse.testkit.OnMachines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports of one component as a ROM of another. */
@BootTest
@OnMachines({"virt", "raspi3b"})
final class ReportRomBootTest {
  @TempDir private Path folder;

  @Test
  void reports_areSeenByWhomAPolicyNames(Boot boot) {
    InitSystems system =
        new InitSystems()
            .withTimer()
            .program("report_rom", ReportRomServer.class)
            .child(
                """
                <start name="report_rom" ram="2M">
                  <provides> <service name="Report"/> <service name="ROM"/> </provides>
                  <route> <service name="LOG"> <parent/> </service> </route>
                  <config> <policy label="reading -> seen" report="reporting -> state"/> </config>
                </start>
                """)
            .with("reporting", Reporting.class)
            .program("reading", Reading.class)
            .child(
                """
                <start name="reading" ram="2M" priority="-1">
                  <route>
                    <service name="LOG"> <parent/> </service>
                    <service name="ROM"> <child name="report_rom"/> </service>
                  </route>
                </start>
                """);
    Console console = boot.description(system.description(folder)).start().console();
    console.expectLine("[init -> reading] may not see everything");
    console.expectLine("[init -> reading] sees report 1");
    console.expectLine("[init -> reading] sees report 2");
    console.expectLine("[init -> reading] sees report 3");
  }
}
