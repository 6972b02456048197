package org.demitasse.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs all tests of a {@link BootTest} class once for each of several machines, in place of the one
 * that a system's description names.
 *
 * <pre>{@code
 * @BootTest
 * @OnMachines({"virt", "raspi3b"})
 * class HelloBootTest {
 *   @Test
 *   void greets(Boot boot) {
 *     boot.system(Path.of("system.xml")).start().console().expectLine("[hello] hello from hello");
 *   }
 * }
 * }</pre>
 *
 * <p>A machine may have more RAM and processors than the description wants. A test that asks for a
 * variation that the machine does not have ({@link BootRequest#machineOptions}, {@link
 * BootRequest#cpus}, {@link BootRequest#memory}) is skipped there, with the reason. {@link
 * Boot#onlyOn} says that a test is about one machine. Which test has passed on which machine stands
 * in {@code target/boot-tests/machines.md} afterwards.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@ClassTemplate
@ExtendWith(MachineInvocations.class)
public @interface OnMachines {
  /** The machines, by the names that they have in a description. */
  String[] value();
}
