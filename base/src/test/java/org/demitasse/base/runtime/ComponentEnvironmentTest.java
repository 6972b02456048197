package org.demitasse.base.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.demitasse.abi.ComponentInformation;
import org.demitasse.abi.ProgramLayout;
import org.demitasse.base.Env;
import org.junit.jupiter.api.Test;

class ComponentEnvironmentTest {
  private static ArrayMemory page(long magic, String label) {
    byte[] text = label.getBytes(UTF_8);
    ByteBuffer page = ByteBuffer.allocate(ProgramLayout.PAGE_SIZE).order(ByteOrder.LITTLE_ENDIAN);
    page.putLong(0, magic);
    page.putInt(ComponentInformation.LABEL_LENGTH_OFFSET, text.length);
    page.put(ComponentInformation.LABEL_OFFSET, text);
    return new ArrayMemory(ProgramLayout.COMPONENT_INFORMATION, page.array());
  }

  @Test
  void label_readFromTheInformationPage() {
    assertThat(
            ComponentEnvironment.label(
                page(ComponentInformation.MAGIC, "hellö"), ProgramLayout.COMPONENT_INFORMATION))
        .isEqualTo("hellö");
  }

  @Test
  void everythingThatAnEnvironmentMayLeaveOut_isThere() {
    for (Method method : Env.class.getMethods()) {
      assertThatCode(
              () ->
                  ComponentEnvironment.class.getDeclaredMethod(
                      method.getName(), method.getParameterTypes()))
          .doesNotThrowAnyException();
    }
  }

  @Test
  void label_otherArgument() {
    assertThat(
            ComponentEnvironment.label(
                page(ComponentInformation.MAGIC + 1, "x"), ProgramLayout.COMPONENT_INFORMATION))
        .isEmpty();
    assertThat(ComponentEnvironment.label(page(0, "x"), 0)).isEmpty();
  }
}
