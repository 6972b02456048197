package org.demitasse.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.demitasse.toolchain.image.ImageFormat;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Boots a machine for tests that have a parameter of type {@link Machine} or {@link Console}. On a
 * class it holds for all its test methods; on a method it replaces that of the class.
 *
 * <pre>{@code
 * @BootTest(system = "system.xml")
 * class HelloBootTest {
 *   @Test
 *   void greets(Machine machine) {
 *     machine.console().expectLine("[hello] hello from hello");
 *     assertEquals(0, machine.exitCode());
 *   }
 * }
 * }</pre>
 *
 * <p>Each test gets a machine of its own, unless {@link #shared()}. A parameter of type {@link
 * Boot} boots what the test itself decides. A failed test shows the whole console and the line that
 * runs the image by hand; image, log and line are kept in {@code
 * target/boot-tests/<class>/<method>}.
 *
 * <p>System properties:
 *
 * <ul>
 *   <li>{@code demitasse.testkit.withoutQemu=skip} skips the tests where QEMU is missing, which
 *       otherwise fail
 *   <li>{@code demitasse.testkit.timeoutFactor} multiplies every timeout, for slow hosts
 *   <li>{@code demitasse.testkit.directory} is the folder in place of {@code target/boot-tests}
 * </ul>
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@ExtendWith(BootExtension.class)
public @interface BootTest {
  /** The system description to build and boot; relative to the project. */
  String system() default "";

  /** What kind of image to build. */
  ImageFormat format() default ImageFormat.ELF;

  /** In place of a description, a finished image to boot as it is; relative to the project. */
  String image() default "";

  /** The machine, when not the one that the description names. */
  String machine() default "";

  /** Options of QEMU's machine type, comma separated, such as {@code virtualization=on}. */
  String machineOptions() default "";

  /** Number of cores, when not as in the description. */
  int cpus() default 0;

  /** Size of RAM such as {@code 64M}, when not as in the description. */
  String memory() default "";

  /** A device tree blob in place of the one that QEMU makes; relative to the project. */
  String deviceTree() default "";

  /** Makes the machine's clocks count instructions, so that each run is the same. */
  boolean countInstructions() default false;

  /** Seconds that the machine may run. */
  int timeout() default 60;

  /** Whether all tests of the class talk to one machine, booted once. */
  boolean shared() default false;
}
