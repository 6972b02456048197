package org.demitasse.server.timer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimerConfigurationTest {
  private static final String GENERAL =
      """
      <config>
        <machine name="one" irq="27"/>
        <machine name="two" irq="65" device="brcm,bcm2835-system-timer" registers="0x3f003000"/>
      </config>
      """;

  private static TimerConfiguration read(String config) {
    return TimerConfiguration.read(
        config,
        () -> {
          throw new AssertionError("the machine is not asked for");
        });
  }

  private static Supplier<String> machine(String name) {
    return () -> "<platform_info><machine name=\"" + name + "\"/></platform_info>";
  }

  @Test
  void read_oneMachine_needsNotKnowWhich() {
    assertThat(read("<config irq=\"27\"/>"))
        .isEqualTo(new TimerConfiguration(27, TimerConfiguration.VIRTUAL_TIMER));
    assertThat(
            read(
                "<config irq=\"65\" device=\"brcm,bcm2835-system-timer\""
                    + " registers=\"0x3f003000\"/>"))
        .isEqualTo(new TimerConfiguration(65, 0x3f00_3000L));
  }

  @Test
  void read_severalMachines_takesTheOneThatThisIs() {
    assertThat(TimerConfiguration.read(GENERAL, machine("one")))
        .isEqualTo(new TimerConfiguration(27, TimerConfiguration.VIRTUAL_TIMER));
    assertThat(TimerConfiguration.read(GENERAL, machine("two")))
        .isEqualTo(new TimerConfiguration(65, 0x3f00_3000L));
  }

  @Test
  void read_machineThatIsNotListed_isNamed() {
    assertThatThrownBy(() -> TimerConfiguration.read(GENERAL, machine("three")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nothing for the machine \"three\"");
    assertThatThrownBy(() -> TimerConfiguration.read(GENERAL, () -> "<platform_info/>"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nothing for the machine \"\"");
    assertThatThrownBy(() -> TimerConfiguration.read(GENERAL, () -> "<platform_inf"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("platform_info");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<config/> | <config irq=\"27\"/>",
        "<config irq=\"x\"/> | <config irq=\"27\"/>",
        "<config irq=\"-1\"/> | <config irq=\"27\"/>",
        "<config irq=\"27\" device=\"a\"/> | expected brcm,bcm2835-system-timer",
        "<config irq=\"27\" device=\"brcm,bcm2835-system-timer\"/> | registers=\"0x3f003000\"",
        "<confi | config",
      })
  void read_wrongConfiguration_isRefusedWithAnExample(String config, String message) {
    assertThatThrownBy(() -> read(config))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
