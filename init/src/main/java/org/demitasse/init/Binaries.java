package org.demitasse.init;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.demitasse.abi.ElfProgram;
import org.demitasse.base.Capability;
import org.demitasse.base.Env;
import org.demitasse.base.child.ProgramLoader;
import org.demitasse.base.child.ProgramSegment;
import org.demitasse.base.raw.RawMemory;
import org.demitasse.base.session.Dataspace;
import org.demitasse.base.session.OutOfCapabilitiesException;
import org.demitasse.base.session.OutOfRamException;
import org.demitasse.base.session.RomSession;
import org.demitasse.base.session.RomSessionClient;
import org.demitasse.base.session.ServiceDeniedException;

/** The programs of the children: each is opened and read once, however many children run it. */
final class Binaries {
  /** A program that can be loaded. */
  record Binary(ProgramLoader.File file, List<ProgramSegment> segments) {}

  private final Env env;
  private final LocalWriter local;
  private final Map<String, Binary> binaries = new HashMap<>();

  Binaries(Env env, LocalWriter local) {
    this.env = env;
    this.local = local;
  }

  /**
   * Returns the program of a name.
   *
   * @throws ServiceDeniedException if there is no ROM of this name
   * @throws IllegalArgumentException if it holds no program
   */
  Binary open(String name)
      throws ServiceDeniedException, OutOfRamException, OutOfCapabilitiesException {
    Binary known = binaries.get(name);
    if (known != null) {
      return known;
    }
    Capability<RomSession> session = env.session(RomSessionClient.SERVICE, name, "");
    RomSession rom = new RomSessionClient(session);
    Capability<Dataspace> dataspace = rom.dataspace();
    long address = local.attach(dataspace);
    ElfProgram program = new ElfProgram(RawMemory.READER);
    int check = program.check(address, rom.size());
    if (check != ElfProgram.OK) {
      env.addressSpace().detach(address);
      dataspace.release();
      env.close(session);
      throw new IllegalArgumentException(
          "the ROM \"" + name + "\" is no program: " + ElfProgram.describe(check));
    }
    Binary binary =
        new Binary(new ProgramLoader.File(dataspace, address, program), ProgramSegment.of(program));
    binaries.put(name, binary);
    return binary;
  }
}
