package org.demitasse.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.demitasse.xml.InvalidDocumentException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MachinesTest {
  private static final Path FOLDER = Path.of("").toAbsolutePath();

  static List<String> names() {
    return Machines.names();
  }

  @Test
  void names_ofTheIndex_areTheFoldersWithAMachineFile() throws Exception {
    try (var folders = Files.list(FOLDER)) {
      assertThat(Machines.names())
          .containsExactlyInAnyOrderElementsOf(
              folders
                  .filter(folder -> Files.exists(folder.resolve("machine.xml")))
                  .map(folder -> folder.getFileName().toString())
                  .toList());
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void find_everyMachine_isNamedLikeItsFolderAndFollowsTheSchema(String name) throws Exception {
    assertThat(Machines.find(name).orElseThrow().name()).isEqualTo(name);
    SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
        .newSchema(Machines.class.getResource("machine.xsd"))
        .newValidator()
        .validate(new StreamSource(FOLDER.resolve(name).resolve("machine.xml").toFile()));
  }

  @Test
  void find_unknownMachine_isEmpty() {
    assertThat(Machines.find("vrit")).isEmpty();
    assertThat(Machines.find("../virt")).isEmpty();
  }

  @Test
  void find_virt_knowsTheFactsOfTheBoard() {
    Machine virt = Machines.find("virt").orElseThrow();
    assertThat(virt.ram().base()).isEqualTo(0x4000_0000L);
    assertThat(virt.loadAddress()).isEqualTo(0x4020_0000L);
    assertThat(virt.unannouncedDeviceTree()).hasValue(0x4000_0000L);
    assertThat(virt.console()).isEqualTo(new Machine.Console("arm,pl011", 0x0900_0000L));
    assertThat(virt.qemu())
        .isEqualTo(new Machine.Qemu("qemu-system-aarch64", "virt", "cortex-a53", true));
  }

  @Test
  void find_raspi3b_bringsItsDeviceTree() {
    Machine board = Machines.find("raspi3b").orElseThrow();
    assertThat(board.unannouncedDeviceTree()).isEmpty();
    assertThat(board.processors()).isEqualTo(new Machine.Processors(4, 4, 4));
    Machine.DeviceTreeSource source = board.deviceTreeSource().orElseThrow();
    assertThat(source.file()).isEqualTo("machine/raspi3b/board.dts");
    assertThat(source.text()).startsWith("/dts-v1/;").contains("brcm,bcm2837");
  }

  private static final String RIGHT =
      """
      <machine name="m" title="t" architecture="aarch64">
        <ram base="0x0" default="64M" minimum="16M" maximum="1G"/>
        <image load-address="0x200000"/>
        <console compatible="arm,pl011" address="0x1000"/>
        <processors default="1" maximum="4"/>
        <qemu binary="q" machine="m" cpu="c"/>
      </machine>
      """;

  @Test
  void read_rightFile_needsNoDeviceTreeAddress() throws Exception {
    assertThat(read(RIGHT).unannouncedDeviceTree()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          <image load-address="0x200000"/> | | m.xml:1:1: <machine>: missing element <image>; expected <image load-address="0x40200000"/>
          0x200000 | 0x201000 | m.xml:3:24: <image>: load-address="0x201000" is not allowed; expected a multiple of 2M
          0x200000 | 0x40000000 | m.xml:3:24: <image>: load-address="0x40000000" lies outside the smallest RAM; expected 0x0 or above
          default="64M" | default="8M" | m.xml:2:28: <ram>: default="8M" is outside minimum="16M" and maximum="1G"
          arm,pl011 | arm,pl010 | m.xml:4:24: <console>: compatible="arm,pl010" is not allowed; expected arm,pl011 or brcm,bcm2835-aux-uart; did you mean "arm,pl011"?
          aarch64 | arm64 | m.xml:1:43: <machine>: architecture="arm64" is not allowed; expected aarch64
          default="1" | default="5" | m.xml:5:24: <processors>: default="5" is not allowed; expected a number from 1 to 4
          maximum="4" | minimum="5" maximum="4" | m.xml:5:36: <processors>: minimum="5" is not allowed; expected a number from 1 to 4
          <console | <device-tree/><console | m.xml:4:3: <device-tree>: <device-tree> says nothing; expected unannounced-address="..." or source="..."
          <console | <device-tree source="absent.dts"/><console | m.xml:4:24: <device-tree>: source="absent.dts" does not exist; expected a file beside machine.xml
          minimum="16M" | | m.xml:2:3: <ram>: missing attribute "minimum"; expected a size such as 16M
          <qemu | <qemo | m.xml:1:1: <machine>: missing element <qemu>; expected <qemu binary="..." machine="..." cpu="..."/>
          """)
  void read_wrongFile_saysWhatIsExpected(String from, String to, String message) {
    String wrong = RIGHT.replace(from, to == null ? "" : to);
    assertThat(wrong).isNotEqualTo(RIGHT);
    assertThatThrownBy(() -> read(wrong))
        .isInstanceOf(InvalidDocumentException.class)
        .message()
        .satisfies(text -> assertThat(text.lines().findFirst()).hasValue(message));
  }

  private static Machine read(String text) throws Exception {
    return MachineReader.read(
        "m.xml",
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
        name -> {
          throw new NoSuchFileException(name);
        });
  }
}
