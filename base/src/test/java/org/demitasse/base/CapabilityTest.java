package org.demitasse.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Modifier;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CapabilityTest {
  @Test
  void valid_unset() {
    Capability<Runnable> unset = Capability.invalid();
    assertThat(unset.valid()).isFalse();
    assertThat(unset).hasToString("invalid capability");
  }

  @Test
  void valid_everyEntryOfTheTable() {
    assertThat(new Capability<Runnable>(0).valid()).isTrue();
    assertThat(new Capability<Runnable>(Integer.MAX_VALUE).valid()).isTrue();
  }

  @Test
  void programsCannotMakeOneNorLookInside() {
    assertThat(Capability.class).isFinal();
    assertThat(Arrays.stream(Capability.class.getDeclaredConstructors()))
        .noneMatch(constructor -> Modifier.isPublic(constructor.getModifiers()));
    assertThat(Arrays.stream(Capability.class.getDeclaredFields()))
        .allMatch(field -> Modifier.isPrivate(field.getModifiers()));
    assertThat(Arrays.stream(Capability.class.getDeclaredMethods()))
        .filteredOn(method -> Modifier.isPublic(method.getModifiers()))
        .extracting("name")
        .containsExactlyInAnyOrder("invalid", "valid", "toString");
  }
}
