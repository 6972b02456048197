package org.demitasse.base.rpc.example;

import org.demitasse.base.Capability;
import org.demitasse.base.rpc.Limit;
import org.demitasse.base.rpc.Remote;
import org.demitasse.base.rpc.Service;

/** A method for each thing that interfaces may have. */
@Remote
@Service("Everything")
public interface Everything extends Closing<String> {
  boolean not(boolean value);

  byte nextByte(byte value);

  short nextShort(short value);

  char nextChar(char value);

  int nextInt(int value);

  long nextLong(long value);

  float halfFloat(float value);

  double halfDouble(double value);

  Color nextColor(Color value);

  String upperCase(String message);

  @Limit(8)
  String fill(int length);

  @Limit(1000)
  byte[] reverse(@Limit(1000) byte[] capability);

  Capability<Listener> same(Capability<Listener> value);

  Listener passOn(Listener object);

  Drawing turn(Drawing result);

  void many(long a, long b, long c, long d, long e, String f, Capability<?> g, Capability<?> h);

  int find(String name) throws MissingException, LostException;

  void fail(int kind) throws LostException, MissingException;

  String nextInt(String value);

  String answerLater(String value) throws MissingException;

  default int twice(int value) {
    return nextInt(value) + nextInt(value);
  }
}
