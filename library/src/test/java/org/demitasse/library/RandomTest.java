package org.demitasse.library;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares the generator's sequences with the JDK's. */
class RandomTest {
  @ParameterizedTest
  @ValueSource(longs = {0, 1, 42, -1, 123456789012345L, Long.MIN_VALUE})
  void sequences_equalTheJdks(long seed) {
    var own = new org.demitasse.library.java.util.Random(seed);
    var jdk = new java.util.Random(seed);
    for (int i = 1; i < 2000; i++) {
      assertThat(own.nextInt()).isEqualTo(jdk.nextInt());
      assertThat(own.nextInt(i)).isEqualTo(jdk.nextInt(i));
      assertThat(own.nextInt(-i, i * 7)).isEqualTo(jdk.nextInt(-i, i * 7));
      assertThat(own.nextLong()).isEqualTo(jdk.nextLong());
      assertThat(own.nextBoolean()).isEqualTo(jdk.nextBoolean());
      assertThat(own.nextFloat()).isEqualTo(jdk.nextFloat());
      assertThat(own.nextDouble()).isEqualTo(jdk.nextDouble());
      byte[] ownBytes = new byte[i % 9];
      byte[] jdkBytes = new byte[i % 9];
      own.nextBytes(ownBytes);
      jdk.nextBytes(jdkBytes);
      assertThat(ownBytes).isEqualTo(jdkBytes);
    }
    assertThat(own.nextGaussian()).isEqualTo(jdk.nextGaussian());
    assertThat(own.ints(5).toArray()).isEqualTo(jdk.ints(5).toArray());
    assertThat(own.ints(5, -10, 99).toArray()).isEqualTo(jdk.ints(5, -10, 99).toArray());
    assertThat(own.longs(5).toArray()).isEqualTo(jdk.longs(5).toArray());
    assertThat(own.doubles(5).toArray()).isEqualTo(jdk.doubles(5).toArray());
  }
}
