package org.demitasse.boottest;

import java.nio.file.Path;
import org.demitasse.server.reportrom.ReportRomServer;
import org.demitasse.testkit.Boot;
import org.demitasse.testkit.BootTest;
import org.demitasse.testkit.Console;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The state report of a nested init as a ROM of another component. */
@BootTest
final class StateReportBootTest {
  @TempDir private Path folder;

  @Test
  void aChildThatHasExited_isSeenInTheReportOfItsInit(Boot boot) {
    InitSystems system =
        new InitSystems()
            .withTimer()
            .program("report_rom", ReportRomServer.class)
            .program("exiting", Exiting.class)
            .program("reading", Reading.class)
            .child(
                """
                <start name="report_rom" ram="2M">
                  <provides> <service name="Report"/> <service name="ROM"/> </provides>
                  <route> <service name="LOG"> <parent/> </service> </route>
                  <config> <policy label="reading -> seen" report="nested -> state"/> </config>
                </start>
                <start name="reading" ram="2M" priority="-1">
                  <route>
                    <service name="LOG"> <parent/> </service>
                    <service name="ROM"> <child name="report_rom"/> </service>
                  </route>
                </start>
                <start name="nested" ram="8M" caps="400" priority="-1">
                  <binary name="init"/>
                  <config>
                    <parent-provides>
                      <service name="ROM"/> <service name="PD"/> <service name="CPU"/>
                      <service name="LOG"/>
                    </parent-provides>
                    <default-route> <any-service> <parent/> </any-service> </default-route>
                    <report delay_ms="50"/>
                    <start name="exit-7" ram="2M"> <binary name="exiting"/> </start>
                  </config>
                </start>
                """);
    Console console = boot.description(system.description(folder)).start().console();
    console.expectLine(
        "[init -> reading]   <child name=\"exit-7\" binary=\"exiting\" exited=\"7\"/>");
  }
}
