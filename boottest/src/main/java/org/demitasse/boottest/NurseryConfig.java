package org.demitasse.boottest;

import java.nio.charset.StandardCharsets;
import org.demitasse.base.Capability;
import org.demitasse.base.Env;
import org.demitasse.base.raw.RawMemory;
import org.demitasse.base.rpc.Signal;
import org.demitasse.base.session.Attachment;
import org.demitasse.base.session.Dataspace;
import org.demitasse.base.session.RomSession;

/** A configuration that changes; its memory stays the same. */
final class NurseryConfig implements RomSession {
  private static final int SIZE = 4096;

  private final Env env;
  private Capability<Dataspace> memory = Capability.invalid();
  private Capability<Signal> handler = Capability.invalid();
  private long address;
  private int length;

  NurseryConfig(Env env) {
    this.env = env;
  }

  /** Puts in a new text and tells whoever watches. */
  void change(String text) throws Exception {
    if (!memory.valid()) {
      memory = env.domain().allocate(SIZE);
      address = env.addressSpace().attach(memory, Attachment.READ_WRITE);
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    length = bytes.length;
    for (int i = 0; i < length; i++) {
      RawMemory.storeByte(address + i, bytes[i]);
    }
    Signal.submit(handler);
  }

  boolean isWatched() {
    return handler.valid();
  }

  void close() {
    handler.release();
    handler = Capability.invalid();
    if (memory.valid()) {
      env.addressSpace().detach(address);
      env.domain().free(memory);
      memory.release();
      memory = Capability.invalid();
    }
  }

  @Override
  public Capability<Dataspace> dataspace() {
    return memory;
  }

  @Override
  public long size() {
    return length;
  }

  @Override
  public boolean update() {
    return true;
  }

  @Override
  public void handler(Capability<Signal> newHandler) {
    handler.release();
    handler = newHandler;
  }
}
