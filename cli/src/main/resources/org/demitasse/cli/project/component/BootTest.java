package @package@;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.demitasse.testkit.BootTest;
import org.demitasse.testkit.Machine;
import org.junit.jupiter.api.Test;

/** Boots the system and reads its console. */
@BootTest(system = "system.xml")
class @class@BootTest {
  @Test
  void saysHello(Machine machine) {
    machine.console().expectLine("[@name@] hello from @name@");
    assertEquals(0, machine.exitCode());
  }
}
