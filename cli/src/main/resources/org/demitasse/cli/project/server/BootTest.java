package @package@;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.demitasse.testkit.BootTest;
import org.demitasse.testkit.Machine;
import org.junit.jupiter.api.Test;

/** Boots the system and reads its console. */
@BootTest(system = "system.xml")
class @class@BootTest {
  @Test
  void greetsTheClient(Machine machine) {
    machine.console().expectLine("[init -> client] hello Ada, greeting 1 for client");
    machine.console().expectLine("[init -> client] hello Barbara, greeting 3 for client");
    assertEquals(0, machine.exitCode());
  }
}
