package org.demitasse.base;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CapabilityTest {
  @Test
  void valid_unset() {
    Capability<Runnable> unset = Capability.invalid();
    assertThat(unset.valid()).isFalse();
    assertThat(unset).hasToString("invalid capability");
  }

  @Test
  void ofHandle_namesWhatTheKernelGave_andNothingForZero() {
    assertThat(Capability.<Runnable>ofHandle(0x1_0007).handle()).isEqualTo(0x1_0007);
    assertThat(Capability.<Runnable>ofHandle(0x1_0007).valid()).isTrue();
    assertThat(Capability.<Runnable>ofHandle(0)).isSameAs(Capability.invalid());
  }
}
