package org.demitasse.base.rpc.example;

import java.util.Locale;
import org.demitasse.base.Capability;
import org.demitasse.base.raw.FakeKernel;
import org.demitasse.base.rpc.Deferred;
import org.demitasse.base.rpc.Entrypoint;

/** Answers so that nothing passes for something else. */
public final class EverythingObject implements Everything {
  private final Entrypoint entrypoint;

  /** How often a method of it ran. */
  public int calls;

  public String seen = "";

  public EverythingObject(Entrypoint entrypoint) {
    this.entrypoint = entrypoint;
  }

  @Override
  public String close(String last) {
    calls++;
    return "closed " + last;
  }

  @Override
  public boolean not(boolean value) {
    calls++;
    return !value;
  }

  @Override
  public byte nextByte(byte value) {
    calls++;
    return ++value;
  }

  @Override
  public short nextShort(short value) {
    calls++;
    return ++value;
  }

  @Override
  public char nextChar(char value) {
    calls++;
    return ++value;
  }

  @Override
  public int nextInt(int value) {
    calls++;
    return value + 1;
  }

  @Override
  public long nextLong(long value) {
    calls++;
    return value + 1;
  }

  @Override
  public float halfFloat(float value) {
    calls++;
    return value / 2;
  }

  @Override
  public double halfDouble(double value) {
    calls++;
    return value / 2;
  }

  @Override
  public Color nextColor(Color value) {
    calls++;
    return switch (value) {
      case RED -> Color.GREEN;
      case GREEN -> Color.BLUE;
      case BLUE -> Color.RED;
    };
  }

  @Override
  public String upperCase(String message) {
    calls++;
    return message.toUpperCase(Locale.ROOT);
  }

  @Override
  public String fill(int length) {
    calls++;
    return "x".repeat(Math.floorMod(length, 100));
  }

  @Override
  public byte[] reverse(byte[] capability) {
    calls++;
    byte[] turned = new byte[capability.length];
    for (int i = 0; i < turned.length; i++) {
      turned[turned.length - 1 - i] = capability[i];
    }
    return turned;
  }

  @Override
  public Capability<Listener> same(Capability<Listener> value) {
    calls++;
    return value;
  }

  @Override
  public Listener passOn(Listener object) {
    calls++;
    object.hear("passed on");
    return object;
  }

  @Override
  public Drawing turn(Drawing result) {
    calls++;
    return new Drawing(
        "-" + result.title().substring(0, Math.min(4, result.title().length())),
        result.to(),
        result.from(),
        nextColor(result.color()),
        result.listener(),
        result.owner());
  }

  @Override
  public void many(
      long a, long b, long c, long d, long e, String f, Capability<?> g, Capability<?> h) {
    calls++;
    seen = a + " " + b + " " + c + " " + d + " " + e + " " + f + " " + g + " " + h;
  }

  @Override
  public int find(String name) throws MissingException, LostException {
    calls++;
    if (name.startsWith("lost")) {
      throw new LostException(name);
    }
    if (name.startsWith("missing")) {
      throw new MissingException(name);
    }
    return name.length();
  }

  @Override
  public void fail(int kind) throws LostException, MissingException {
    calls++;
    switch (kind) {
      case 0 -> throw new LostException("lost");
      case 1 -> throw new MissingException("missing");
      case 2 -> throw new IllegalArgumentException("not 2");
      case 3 -> throw new IllegalStateException("not now");
      case 4 -> throw new AssertionError("never");
      case 5 -> throw new MissingException("x" + "\u00FC".repeat(200));
      default -> {}
    }
  }

  @Override
  public String nextInt(String value) {
    calls++;
    return value + " + 1";
  }

  /** Answers when it has returned: with an exception for {@code "missing"}. */
  @Override
  @SuppressWarnings("NullAway") // What a deferred method returns does not matter.
  public String answerLater(String value) {
    calls++;
    Deferred<String> deferred = entrypoint.defer();
    FakeKernel.later(
        () -> {
          switch (value) {
            case "missing" -> deferred.fail(new LostException("missing later"));
            case "refused" -> deferred.fail(new IllegalArgumentException("refused later"));
            case "broken" -> deferred.fail(new IllegalStateException("broken later"));
            default -> deferred.complete(value + " later");
          }
          deferred.complete("twice");
        });
    return null;
  }
}
