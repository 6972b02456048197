package org.demitasse.boottest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.AbstractThrowableAssert;
import org.demitasse.testkit.Boot;
import org.demitasse.toolchain.program.ProgramException;
import org.demitasse.xml.InvalidDocumentException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong is refused before it boots, with the place, and leaves no image behind. */
final class BadInputBootTest {
  @TempDir Path folder;

  @Test
  void description_thatIsNotXmlIsRefused() throws IOException {
    refused("<system name='bad'><machine", ":1:").isInstanceOf(InvalidDocumentException.class);
  }

  @Test
  void description_withAnUnknownMachineIsRefused() throws IOException {
    refused(system("<machine name=\"vitr\"/>", ""), ":2:", "vitr", "virt")
        .isInstanceOf(InvalidDocumentException.class);
  }

  @Test
  void description_withTwoModulesOfOneNameIsRefused() throws IOException {
    String module = "<component name=\"a\" class=\"" + Exiting.class.getName() + "\"/>\n";

    refused(system("<machine name=\"virt\"/>", module + module), ":6:", "\"a\"")
        .isInstanceOf(InvalidDocumentException.class);
  }

  @Test
  void description_withAFileThatIsNotThereIsRefused() throws IOException {
    refused(
            system("<machine name=\"virt\"/>", "<file name=\"a\" path=\"gone.txt\"/>"),
            ":5:",
            "gone.txt")
        .isInstanceOf(InvalidDocumentException.class);
  }

  @Test
  void image_thatDoesNotFitTheRamIsRefused() throws IOException {
    try (var large = new RandomAccessFile(folder.resolve("large").toFile(), "rw")) {
      large.setLength(64 << 20);
    }

    refused(
            system(
                "<machine name=\"virt\" memory=\"32M\"/>",
                "<file name=\"large\" path=\"%s\"/>".formatted(folder.resolve("large"))),
            ":5:",
            "the image does not fit",
            "memory=\"128M\"")
        .isInstanceOf(InvalidDocumentException.class);
  }

  @Test
  void class_thatIsNotThereIsRefused() throws IOException {
    refused(
            system(
                "<machine name=\"virt\"/>", "<component name=\"a\" class=\"org.example.Gone\"/>"),
            ":5:",
            "org.example.Gone")
        .isInstanceOf(InvalidDocumentException.class);
  }

  @Test
  void class_thatIsNoComponentIsRefused() throws IOException {
    refused(
            component(NoComponent.class),
            NoComponent.class.getName(),
            "org.demitasse.base.Component")
        .isInstanceOf(ProgramException.class);
  }

  @Test
  void class_thatUsesWhatTheTargetLacksIsRefused() throws IOException {
    refused(
            component(Unsupported.class),
            "java.net.Socket",
            "org.demitasse.boottest.Unsupported.connect")
        .isInstanceOf(ProgramException.class);
  }

  private AbstractThrowableAssert<?, ? extends Throwable> refused(String xml, String... parts)
      throws IOException {
    AbstractThrowableAssert<?, ? extends Throwable> failure;
    try (var boot = Boot.in(folder.resolve("boot"))) {
      failure = assertThatThrownBy(() -> boot.description(xml).start());
    }
    for (String part : parts) {
      failure.hasMessageContaining(part);
    }
    try (var files = Files.list(folder.resolve("boot"))) {
      assertThat(files).containsExactly(folder.resolve("boot/system.xml"));
    }
    return failure;
  }

  private static String component(Class<?> type) {
    return system(
        "<machine name=\"virt\"/>",
        "<component name=\"a\" class=\"%s\"/>".formatted(type.getName()));
  }

  private static String system(String machine, String modules) {
    return """
    <system name="bad">
    %s
    <rootprogram class="org.demitasse.core.Core"/>
    <modules>
    %s
    </modules>
    </system>
    """
        .formatted(machine, modules);
  }
}
