package org.demitasse.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.demitasse.init.change.Changes;
import org.demitasse.init.config.Configuration;
import org.demitasse.init.config.ConfigurationReader;
import org.demitasse.init.config.Start;
import org.demitasse.init.route.ConfigurationCheck;
import org.demitasse.init.route.Router;
import org.demitasse.xml.InvalidDocumentException;
import org.demitasse.xml.XmlDocument;
import org.demitasse.xml.XmlElement;
import org.junit.jupiter.params.provider.MethodSource;

/** Configurations of init: whatever they say, they are read, checked, routed and compared. */
class ConfigurationFuzzTest {
  static Stream<byte[]> configurations() {
    return Stream.of(
            """
            <config prio_levels="2"><parent-provides><service name="LOG"/></parent-provides>
            <default ram="1M" caps="50"/><alias name="z" child="a"/><report ids="yes"/>
            <default-route><any-service><parent/><any-child/></any-service></default-route>
            <service name="S"><policy label_prefix="x"><child name="a"/></policy>
            <default-policy><child name="a"/></default-policy></service>
            <start name="a"><provides><service name="S"/></provides></start>
            <start name="b" ram="2M" priority="-1"><binary name="init"/><restart max="3"/>
            <route><service name="S" label_last="q"><child name="z" label="l"/></service></route>
            <config><start name="c" ram="1M"/></config></start></config>
            """)
        .map(text -> text.getBytes(UTF_8));
  }

  @MethodSource("configurations")
  @FuzzTest(maxDuration = "10m")
  void configuration(byte[] input) {
    Allocation.limited(
        4_000_000 + 20_000L * input.length,
        () -> {
          XmlElement root;
          try {
            root = XmlDocument.read("config", "config", input);
          } catch (InvalidDocumentException malformed) {
            return;
          }
          Configuration configuration = ConfigurationReader.read(root).configuration();
          ConfigurationCheck.check(
              root,
              Optional.of(List.of("init", "a")),
              OptionalLong.of(1 << 24),
              OptionalLong.of(9));
          Router router = new Router(configuration);
          for (Start each : configuration.children()) {
            assertThat(router.route(each.name(), "S", "q")).isNotNull();
            assertThat(router.route(each.name(), "LOG", "")).isNotNull();
          }
          Changes none = Changes.between(configuration, configuration, List.of());
          assertThat(none.destroy()).isEmpty();
          assertThat(none.start()).isEmpty();
          assertThat(none.restart()).isEmpty();
          assertThat(none.update()).isEmpty();
          assertThat(none.quotas()).isEmpty();
        });
  }
}
