package @package@;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.demitasse.testkit.BootTest;
import org.demitasse.testkit.Machine;
import org.junit.jupiter.api.Test;

/** Boots the system and reads its console. */
@BootTest(system = "system.xml")
class @class@BootTest {
  @Test
  void countsSeconds(Machine machine) {
    machine.console().expectLine("[init -> @name@] second 1");
    machine.console().expectLine("[init -> @name@] second 3");
    assertEquals(0, machine.exitCode());
  }
}
