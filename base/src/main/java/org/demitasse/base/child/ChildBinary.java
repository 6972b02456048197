package org.demitasse.base.child;

import java.util.List;
import org.demitasse.abi.ElfProgram;
import org.demitasse.base.Capability;
import org.demitasse.base.Env;
import org.demitasse.base.raw.RawMemory;
import org.demitasse.base.session.Dataspace;
import org.demitasse.base.session.OutOfCapabilitiesException;
import org.demitasse.base.session.OutOfRamException;
import org.demitasse.base.session.RomSession;
import org.demitasse.base.session.RomSessionClient;
import org.demitasse.base.session.ServiceDeniedException;

/**
 * A program that children can be started from: opened and checked once, however many run it. They
 * share its code and constants, which lie in the ROM or dataspace itself, so that it has to stay
 * open as long as one of them lives.
 */
public final class ChildBinary implements AutoCloseable {
  private final Env env;
  private final Capability<RomSession> session;
  private final ProgramLoader.File file;
  private final List<ProgramSegment> segments;

  private ChildBinary(
      Env env,
      Capability<RomSession> session,
      ProgramLoader.File file,
      List<ProgramSegment> segments) {
    this.env = env;
    this.session = session;
    this.file = file;
    this.segments = segments;
  }

  /**
   * Opens the program in a ROM.
   *
   * @throws ServiceDeniedException if there is no ROM of this name
   * @throws IllegalArgumentException if it holds no program
   */
  public static ChildBinary open(Env env, String rom)
      throws ServiceDeniedException, OutOfRamException, OutOfCapabilitiesException {
    Capability<RomSession> session = env.session(RomSessionClient.SERVICE, rom, "");
    Capability<Dataspace> dataspace = Capability.invalid();
    try {
      RomSession client = new RomSessionClient(session);
      dataspace = client.dataspace();
      return make(env, session, dataspace, client.size(), "the ROM \"" + rom + "\"");
    } catch (RuntimeException refused) {
      dataspace.release();
      env.close(session);
      throw refused;
    }
  }

  /**
   * Opens the program in a dataspace that core lets be executed, such as a ROM's.
   *
   * @param dataspace belongs to this from now on: {@link #close} releases it
   * @param size bytes of the program
   * @throws IllegalArgumentException if it holds no program; the dataspace stays the caller's
   */
  public static ChildBinary of(Env env, Capability<Dataspace> dataspace, long size) {
    return make(env, Capability.invalid(), dataspace, size, "the dataspace");
  }

  private static ChildBinary make(
      Env env,
      Capability<RomSession> session,
      Capability<Dataspace> dataspace,
      long size,
      String words) {
    long address = new LocalWriter(env.addressSpace()).attach(dataspace);
    try {
      ElfProgram program = new ElfProgram(RawMemory.READER);
      int check = program.check(address, size);
      if (check != ElfProgram.OK) {
        throw new IllegalArgumentException(words + " is no program: " + ElfProgram.describe(check));
      }
      return new ChildBinary(
          env,
          session,
          new ProgramLoader.File(dataspace, address, program),
          ProgramSegment.of(program));
    } catch (RuntimeException refused) {
      env.addressSpace().detach(address);
      throw refused;
    }
  }

  ProgramLoader.File file() {
    return file;
  }

  List<ProgramSegment> segments() {
    return segments;
  }

  /**
   * Returns how many bytes of RAM a child has to be given at least for this program: its data, its
   * stack, and what it is told. Its heap comes on top of that, as far as it is used.
   */
  public long leastRam() {
    return ProgramLoader.needs(segments, 0);
  }

  /** Gives it up; no child that runs it may be there any more. */
  @Override
  public void close() {
    env.addressSpace().detach(file.address());
    file.dataspace().release();
    if (session.valid()) {
      env.close(session);
    }
  }
}
