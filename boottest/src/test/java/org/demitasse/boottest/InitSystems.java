package org.demitasse.boottest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.demitasse.app.shell.Shell;
import org.demitasse.base.Component;
import org.demitasse.server.timer.TimerServer;

/** Systems of core, init with a configuration, the timer and components of this module. */
final class InitSystems {
  private final List<String> modules = new ArrayList<>();
  private final List<String> children = new ArrayList<>();

  /** Adds the Timer service. */
  InitSystems withTimer() {
    program("timer", TimerServer.class);
    return child(
        """
        <start name="timer" ram="2M">
          <provides> <service name="Timer"/> </provides>
          <config>
            <machine name="virt" irq="27"/>
            <machine name="raspi3b" irq="65" device="brcm,bcm2835-system-timer" registers="0x3f003000"/>
          </config>
          <route>
            <service name="LOG"> <parent/> </service> <service name="ROM"> <parent/> </service>
            <service name="IRQ"> <parent/> </service> <service name="IO_MEM"> <parent/> </service>
          </route>
        </start>
        """);
  }

  /** Adds a shell; the system ends with it. */
  InitSystems withShell() {
    program("shell", Shell.class);
    return child(
        """
        <start name="shell" ram="2M" priority="-1">
          <exit propagate="yes"/>
          <route>
            <service name="Init"> <init/> </service>
            <any-service> <parent/> <any-child/> </any-service>
          </route>
        </start>
        """);
  }

  /** Adds a component that may use all services, below the timer. */
  InitSystems with(String label, Class<? extends Component> type) {
    program(label, type);
    return child("<start name=\"%s\" ram=\"2M\" priority=\"-1\"/>".formatted(label));
  }

  InitSystems program(String label, Class<? extends Component> type) {
    modules.add(
        """
            <component name="%s" class="%s" heap="64K" heap-limit="1M" stack="64K"/>
        """
            .formatted(label, type.getName()));
    return this;
  }

  InitSystems child(String start) {
    children.add(start);
    return this;
  }

  /** Writes the configuration into a folder, and returns the description of the system. */
  String description(Path folder) {
    Path config = folder.toAbsolutePath().resolve("config.xml");
    try {
      Files.createDirectories(folder);
      Files.writeString(
          config,
          """
          <config prio_levels="2">
            <parent-provides>
              <service name="ROM"/> <service name="PD"/> <service name="CPU"/> <service name="LOG"/>
              <service name="IRQ"/> <service name="IO_MEM"/> <service name="Terminal"/>
            </parent-provides>
            <default-route> <any-service> <parent/> <any-child/> </any-service> </default-route>
            <default caps="100"/>
          %s</config>
          """
              .formatted(String.join("", children)));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return """
    <system name="test">
      <machine name="virt" memory="128M" cpus="1"/>
      <rootprogram class="org.demitasse.core.Core" heap="512K" heap-limit="4M" stack="64K"/>
      <modules>
        <component name="init" class="org.demitasse.init.Init" heap="64K" heap-limit="2M" stack="64K"/>
    %s    <file name="config" path="%s"/>
      </modules>
    </system>
    """
        .formatted(String.join("", modules), config);
  }
}
