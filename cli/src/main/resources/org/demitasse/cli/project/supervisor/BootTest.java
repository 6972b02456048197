package @package@;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.demitasse.testkit.BootTest;
import org.demitasse.testkit.Console;
import org.demitasse.testkit.Machine;
import org.junit.jupiter.api.Test;

/** Boots the system and reads its console. */
@BootTest(system = "system.xml")
class @class@BootTest {
  @Test
  void restartsTheWorker_untilItFinishes(Machine machine) {
    Console console = machine.console();
    console.expectLine("[init -> @name@] start 1 of the worker");
    console.expectText("java.lang.OutOfMemoryError");
    console.expectLine("[init -> @name@] the worker has ended with 1");
    console.expectLine("[init -> @name@] start 2 of the worker");
    console.expectText("the supervisor allows no Timer");
    console.expectLine("[init -> @name@] start 3 of the worker");
    console.expectLine("[init -> @name@ -> worker] done");
    console.expectLine("[init -> @name@] the worker has finished");
    assertEquals(0, machine.exitCode());
  }
}
