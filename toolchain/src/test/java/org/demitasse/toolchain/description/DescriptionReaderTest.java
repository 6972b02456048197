package org.demitasse.toolchain.description;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.demitasse.machine.Machine;
import org.demitasse.machine.Machines;
import org.demitasse.xml.InvalidDocumentException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.SAXException;

class DescriptionReaderTest {
  private static final long KIB = 1024;
  private static final long MIB = 1024 * KIB;

  static Path right(String name) throws Exception {
    return Path.of(DescriptionReaderTest.class.getResource("right").toURI()).resolve(name);
  }

  @Test
  void read_smallestDescription_fillsInTheDefaults() throws Exception {
    SystemDescription system = DescriptionReader.read(right("smallest.xml"));
    assertThat(system.name()).isEqualTo("smallest");
    assertThat(system.machine().machine().name()).isEqualTo("virt");
    assertThat(system.machine().memory()).isEqualTo(128 * MIB);
    assertThat(system.machine().processors()).isEqualTo(1);
    assertThat(system.machine().deviceTree()).isEmpty();
    assertThat(system.kernel().mainClass()).isEqualTo("org.demitasse.kernel.aarch64.KernelMain");
    RootProgram root = system.rootProgram();
    assertThat(root.name()).isEqualTo("core");
    assertThat(root.mainClass()).isEqualTo("org.demitasse.core.Core");
    assertThat(root.heap()).isEqualTo(256 * KIB);
    assertThat(root.heapLimit()).isEqualTo(512 * KIB);
    assertThat(root.stack()).isEqualTo(64 * KIB);
    assertThat(root.consoleMapped()).isFalse();
    assertThat(system.modules()).isEmpty();
  }

  @Test
  void read_everythingStated_keepsEverything() throws Exception {
    SystemDescription system = DescriptionReader.read(right("everything.xml"));
    assertThat(system.machine().memory()).isEqualTo(256 * MIB);
    assertThat(system.machine().processors()).isEqualTo(4);
    assertThat(system.machine().deviceTree()).contains(right("data.txt"));
    assertThat(system.machine().location().line()).isEqualTo(5);
    assertThat(system.machine().location().column()).isEqualTo(3);
    assertThat(system.kernel().mainClass()).isEqualTo("org.example.Kernel$Main");
    RootProgram root = system.rootProgram();
    assertThat(root.name()).isEqualTo("root");
    assertThat(root.mainClass()).isEqualTo("Root");
    assertThat(root.heap()).isEqualTo(256 * KIB);
    assertThat(root.heapLimit()).isEqualTo(1024 * MIB);
    assertThat(root.stack()).isEqualTo(16 * KIB);
    assertThat(root.consoleMapped()).isTrue();
    assertThat(system.modules())
        .extracting(BootModule::name)
        .containsExactly("one", "two.bin", "Three_3-x");
    assertThat(system.modules().get(0))
        .isInstanceOfSatisfying(
            BootModule.Component.class,
            component -> {
              assertThat(component.mainClass()).isEqualTo("org.example.One");
              assertThat(component.heap()).isEqualTo(4 * KIB);
              assertThat(component.heapLimit()).isEqualTo(4 * KIB);
              assertThat(component.stack()).isEqualTo(64 * MIB);
            });
    assertThat(((BootModule.DataFile) system.modules().get(1)).path()).isEqualTo(right("data.txt"));
    assertThat(((BootModule.Component) system.modules().get(2)).heapLimit()).isEqualTo(MIB);
  }

  @Test
  void read_forAnotherMachine_checksTheLimitsOfThatMachine() throws Exception {
    Machine virt = Machines.find("virt").orElseThrow();
    Machine small =
        new Machine(
            "small",
            "a small board",
            virt.architecture(),
            new Machine.Ram(0, 64 * MIB, 32 * MIB, 64 * MIB),
            virt.loadAddress(),
            virt.unannouncedDeviceTree(),
            Optional.empty(),
            virt.console(),
            new Machine.Processors(1, 1, 2),
            virt.qemu());
    assertThat(DescriptionReader.read(right("smallest.xml"), small).machine().memory())
        .isEqualTo(64 * MIB);
    assertThatThrownBy(() -> DescriptionReader.read(right("everything.xml"), small))
        .isInstanceOf(InvalidDocumentException.class)
        .hasMessage(
            right("everything.xml")
                + ":5:32: <machine>: memory=\"256M\" does not suit machine \"small\"; expected 32M"
                + " to 64M\n"
                + right("everything.xml")
                + ":5:44: <machine>: cpus=\"4\" is not allowed; expected a number from 1 to 2");
  }

  @Test
  void read_forAMachineThatHasMore_takesWhatItHas_andNoTreeOfTheOther() throws Exception {
    Machine board = Machines.find("raspi3b").orElseThrow();
    var choice = DescriptionReader.read(right("everything.xml"), board).machine();
    assertThat(choice.memory()).isEqualTo(1024 * MIB);
    assertThat(choice.processors()).isEqualTo(4);
    assertThat(choice.deviceTree()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"smallest.xml", "everything.xml"})
  void schema_rightDescription_accepts(String name) throws Exception {
    schema().newValidator().validate(new StreamSource(right(name).toFile()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "unknown-element",
        "unknown-attribute",
        "missing-class-of-component",
        "missing-name-of-system",
        "size-with-unknown-suffix",
        "two-root-programs",
        "no-root-program",
        "duplicate-module-name",
        "name-of-31-and-one-bytes",
        "console-unknown"
      })
  void schema_wrongDescription_refuses(String name) throws Exception {
    Path file = WrongDescriptionsTest.corpus().resolve(name + ".xml");
    assertThatThrownBy(() -> schema().newValidator().validate(new StreamSource(file.toFile())))
        .isInstanceOf(SAXException.class);
  }

  private static Schema schema() throws SAXException {
    return SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
        .newSchema(DescriptionReader.class.getResource("system.xsd"));
  }

  @Test
  void read_mutatedDescription_isAcceptedOrAnsweredWithDiagnostics(@TempDir Path directory)
      throws Exception {
    byte[] original = Files.readAllBytes(right("everything.xml"));
    Files.write(directory.resolve("data.txt"), new byte[1]);
    Path file = directory.resolve("mutated.xml");
    long seed = System.nanoTime();
    System.out.println("DescriptionReaderTest seed " + seed);
    Random random = new Random(seed);
    int refused = 0;
    for (int round = 0; round < 2000; round++) {
      byte[] mutated = original.clone();
      for (int i = random.nextInt(4); i >= 0; i--) {
        byte[] interesting = "<>&\"'=/!-[]? \n\0x9K".getBytes(StandardCharsets.US_ASCII);
        mutated[random.nextInt(mutated.length)] =
            random.nextBoolean()
                ? interesting[random.nextInt(interesting.length)]
                : (byte) random.nextInt(256);
      }
      if (random.nextInt(4) == 0) {
        mutated = Arrays.copyOf(mutated, random.nextInt(mutated.length));
      }
      Files.write(file, mutated);
      Throwable thrown = catchThrowable(() -> DescriptionReader.read(file));
      if (thrown != null) {
        refused++;
        assertThat(thrown)
            .as(
                "seed %d round %d: %s",
                seed, round, new String(mutated, StandardCharsets.ISO_8859_1))
            .isInstanceOf(InvalidDocumentException.class);
        assertThat(thrown).hasMessageStartingWith(file + ":");
      }
    }
    assertThat(refused).as("seed %d", seed).isGreaterThan(1000);
  }
}
