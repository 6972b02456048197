package org.demitasse.app.hello;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.demitasse.base.Env;
import org.junit.jupiter.api.Test;

class HelloTest {
  private static final class RecordingEnv implements Env {
    private final List<String> lines = new ArrayList<>();

    @Override
    public String label() {
      return "morning";
    }

    @Override
    public void log(String text) {
      lines.add(text);
    }

    @Override
    public void exit(int code) {
      throw new AssertionError("exit " + code);
    }

    @Override
    public long heapLimit() {
      return 0;
    }

    @Override
    public long freeMemory() {
      return 0;
    }
  }

  @Test
  void construct_greetsWithItsLabel() {
    RecordingEnv env = new RecordingEnv();
    new Hello().construct(env);
    assertThat(env.lines).containsExactly("hello from morning");
  }
}
