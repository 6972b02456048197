package org.demitasse.init.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import org.demitasse.init.Corpus;
import org.demitasse.init.config.Configuration.HeartbeatRate;
import org.demitasse.init.config.Configuration.ReportSettings;
import org.junit.jupiter.api.Test;

class ConfigurationReaderTest {
  @Test
  void read_nestedConfigurationOfTheFirstSystem_isAcceptedAtAllLevels() {
    ReadConfiguration outer = ConfigurationReader.read(Corpus.element("right", "nested"));
    assertThat(outer.mistakes()).isEmpty();
    Configuration outermost = outer.configuration();
    assertThat(outermost.parentServices())
        .containsExactly("ROM", "RAM", "CAP", "PD", "RM", "CPU", "LOG");
    assertThat(outermost.children())
        .extracting(Start::name, Start::binary, Start::ram, Start::caps)
        .containsExactly(
            tuple("init.1", "init", 5L << 20, 500), tuple("init.2", "init", 5L << 20, 500));
    assertThat(outermost.children().get(0).config()).isEmpty();

    ReadConfiguration inner =
        ConfigurationReader.read(outermost.children().get(1).config().orElseThrow());

    assertThat(inner.mistakes()).isEmpty();
    assertThat(inner.configuration().children())
        .extracting(Start::name, Start::ram)
        .containsExactly(tuple("init.2.1", 2L << 20), tuple("init.2.2", 2L << 20));
  }

  @Test
  void read_everything_keepsEverything() {
    ReadConfiguration read = ConfigurationReader.read(Corpus.element("right", "everything"));
    assertThat(read.mistakes()).isEmpty();
    Configuration configuration = read.configuration();
    assertThat(configuration.priorityLevels()).isEqualTo(4);
    assertThat(configuration.verbose()).isTrue();
    assertThat(configuration.report())
        .contains(new ReportSettings(true, true, true, true, true, true, true, 500, 8192));
    assertThat(configuration.heartbeat()).contains(new HeartbeatRate(2000));
    assertThat(configuration.defaultRoute()).hasSize(3);
    assertThat(configuration.defaultRoute().get(1).labels()).hasSize(4);
    assertThat(configuration.child("clock").orElseThrow().name()).isEqualTo("timer");
    Start timer = configuration.child("timer").orElseThrow();
    assertThat(timer.caps()).isEqualTo(120);
    assertThat(timer.ram()).isEqualTo(2 << 20);
    assertThat(timer.priority()).isEqualTo(-1);
    assertThat(timer.version()).isEqualTo("3");
    assertThat(timer.processor()).isEqualTo(2);
    assertThat(timer.provides()).containsExactly("Timer");
    Start rom = configuration.child("rom").orElseThrow();
    assertThat(rom.binary()).isEqualTo("hello");
    assertThat(rom.caps()).isEqualTo(50);
    assertThat(rom.ram()).isEqualTo(1 << 20);
    Start shell = configuration.child("shell").orElseThrow();
    assertThat(shell.ram()).isEqualTo(2 << 20);
    assertThat(shell.caps()).isEqualTo(77);
    assertThat(shell.restartAfterSkipped()).isEqualTo(3);
    assertThat(shell.propagateExit()).isTrue();
    assertThat(shell.restart()).contains(new Start.Restart(200, 5));
    assertThat(shell.config().orElseThrow().children().get(0).content()).isEqualTo("text");
    assertThat(configuration.routes(rom)).hasSize(1);
  }

  @Test
  void read_mistakeInsideOfAStart_disablesThisChildAlone() {
    ReadConfiguration read =
        Corpus.read(
            """
            <start name="one" ram="1M"/>
            <start name="two" ram="lots"/>
            <start name="three" ram="1M"/>
            """);
    assertThat(read.mistakes()).hasSize(1);
    assertThat(read.mistakes().get(0).location()).hasToString("config:3:24");
    assertThat(read.configuration().children())
        .extracting(Start::name)
        .containsExactly("one", "three");
    assertThat(read.configuration().disabled()).containsExactly("two");
  }

  @Test
  void read_mistakesElsewhere_leaveTheChildrenAlone() {
    ReadConfiguration read =
        Corpus.read(
            """
            <unknown/>
            <heartbeat rate_ms="x"/>
            <default-route> <service> <parent/> </service> </default-route>
            <start name="one" ram="1M"/>
            """);
    assertThat(read.mistakes()).hasSize(3);
    assertThat(read.configuration().heartbeat()).contains(new HeartbeatRate(1000));
    assertThat(read.configuration().defaultRoute()).isEmpty();
    assertThat(read.configuration().children()).hasSize(1);
  }

  @Test
  void serve_severalPolicies_takesTheStrongest() {
    OfferedService service =
        Corpus.sound(
                """
                <service name="S">
                  <default-policy> <child name="other"/> </default-policy>
                  <policy label_suffix="long suffix"> <child name="suffix"/> </policy>
                  <policy label_prefix="a"> <child name="short"/> </policy>
                  <policy label_prefix="a -> b"> <child name="long"/> </policy>
                  <policy label="a -> b -> c"> <child name="exact"/> </policy>
                </service>
                """)
            .offered()
            .get(0);
    assertThat(served(service, "a -> b -> c")).isEqualTo("exact");
    assertThat(served(service, "a -> b -> d")).isEqualTo("long");
    assertThat(served(service, "a -> long suffix")).isEqualTo("short");
    assertThat(served(service, "x long suffix")).isEqualTo("suffix");
    assertThat(served(service, "x")).isEqualTo("other");
  }

  private static String served(OfferedService service, String label) {
    return service.serve(label).orElseThrow().name();
  }
}
