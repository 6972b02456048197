package org.demitasse.base.runtime;

import org.demitasse.abi.ComponentInformation;
import org.demitasse.abi.Memory;
import org.demitasse.base.Capability;
import org.demitasse.base.Env;
import org.demitasse.base.SessionFactory;
import org.demitasse.base.raw.RawMemory;
import org.demitasse.base.rpc.Entrypoint;
import org.demitasse.base.rpc.RpcException;
import org.demitasse.base.rpc.Signal;
import org.demitasse.base.session.Attachment;
import org.demitasse.base.session.Dataspace;
import org.demitasse.base.session.InvalidDataspaceException;
import org.demitasse.base.session.OutOfCapabilitiesException;
import org.demitasse.base.session.OutOfRamException;
import org.demitasse.base.session.Parent;
import org.demitasse.base.session.ParentClient;
import org.demitasse.base.session.PdSession;
import org.demitasse.base.session.PdSessionClient;
import org.demitasse.base.session.RegionConflictException;
import org.demitasse.base.session.RegionMap;
import org.demitasse.base.session.RegionMapClient;
import org.demitasse.base.session.RomSession;
import org.demitasse.base.session.RomSessionClient;
import org.demitasse.base.session.ServiceDeniedException;
import org.jspecify.annotations.Nullable;

/**
 * The environment of the component that runs in this space. What it does not use, it does not cost.
 */
final class ComponentEnvironment implements Env {
  private static final String CONFIG = "config";
  private static final String EMPTY_CONFIG = "<config/>";

  private final String label;
  private final long parentHandle;
  private @Nullable Parent parent;
  private @Nullable PdSession domain;
  private @Nullable RegionMap addressSpace;
  private @Nullable Entrypoint entrypoint;
  private @Nullable ComponentSessions sessions;
  private @Nullable ComponentServices services;
  private @Nullable RomSession config;

  ComponentEnvironment() {
    label = label(RawMemory.READER, Program.argument());
    parentHandle = parent(RawMemory.READER, Program.argument());
  }

  private static boolean isInformation(Memory memory, long address) {
    return address != 0 && memory.loadLong(address) == ComponentInformation.MAGIC;
  }

  /** Reads the label from the information page at {@code address}; empty if there is none. */
  static String label(Memory memory, long address) {
    if (!isInformation(memory, address)) {
      return "";
    }
    int length = memory.loadInt(address + ComponentInformation.LABEL_LENGTH_OFFSET);
    return Utf8.decode(memory, address + ComponentInformation.LABEL_OFFSET, length);
  }

  /** Reads the handle of the parent's capability from the information page; 0 if there is none. */
  static long parent(Memory memory, long address) {
    return isInformation(memory, address)
        ? memory.loadLong(address + ComponentInformation.PARENT_OFFSET)
        : 0;
  }

  @Override
  public String label() {
    return label;
  }

  @Override
  public void log(String text) {
    Log.line(text);
  }

  @Override
  public void exit(int code) {
    Program.exit(code);
  }

  @Override
  public long heapLimit() {
    return Program.heapLimit();
  }

  @Override
  public long freeMemory() {
    Runtime runtime = Runtime.getRuntime();
    return Program.heapLimit() - runtime.totalMemory() + runtime.freeMemory();
  }

  @Override
  public Parent parent() {
    Parent known = parent;
    if (known == null) {
      if (parentHandle == 0) {
        throw new UnsupportedOperationException("a root program has no parent");
      }
      known = new ParentClient(Capability.ofHandle(parentHandle));
      parent = known;
    }
    return known;
  }

  @Override
  public PdSession domain() {
    PdSession known = domain;
    if (known == null) {
      known = new PdSessionClient(Capability.ofHandle(ownSession(Parent.PD)));
      domain = known;
    }
    return known;
  }

  private long ownSession(long id) {
    try {
      return parent().sessionCapability(id).handle();
    } catch (ServiceDeniedException | OutOfRamException | OutOfCapabilitiesException refused) {
      throw new RpcException(RpcException.Reason.FAILED, String.valueOf(refused.getMessage()));
    }
  }

  @Override
  public RegionMap addressSpace() {
    RegionMap known = addressSpace;
    if (known == null) {
      known = new RegionMapClient(domain().addressSpace());
      addressSpace = known;
    }
    return known;
  }

  @Override
  public Entrypoint entrypoint() {
    Entrypoint known = entrypoint;
    if (known == null) {
      ComponentPortals portals = new ComponentPortals(domain());
      known = new Entrypoint(portals);
      entrypoint = known;
      Events.use(known, portals.notification(), new Timeouts(this));
    }
    return known;
  }

  /** Makes what lets threads wait for time without keeping the processor busy. */
  void prepareForTime() {
    if (parentHandle != 0) {
      try {
        entrypoint();
      } catch (RpcException noRoom) {
        // Time still passes: the component looks at the clock again and again.
        ComponentRuntime.reportCall(noRoom);
      }
    }
  }

  /** Serves the entrypoint for ever if something could reach it. */
  void serve() {
    Entrypoint used = entrypoint;
    if (used != null && (services != null || used.isUsed(Events.ownSignals()))) {
      Events.serve(used);
    }
  }

  ComponentSessions sessions() {
    ComponentSessions known = sessions;
    if (known == null) {
      known = new ComponentSessions(parent(), this);
      sessions = known;
    }
    return known;
  }

  @Override
  public <T> Capability<T> session(String service, String wish, String arguments)
      throws ServiceDeniedException, OutOfRamException, OutOfCapabilitiesException {
    return sessions().open(service, wish, arguments, 0, 0);
  }

  @Override
  public <T> Capability<T> session(
      String service, String wish, String arguments, long ram, int capabilities)
      throws ServiceDeniedException, OutOfRamException, OutOfCapabilitiesException {
    return sessions().open(service, wish, arguments, ram, capabilities);
  }

  @Override
  public void close(Capability<?> session) {
    sessions().close(session);
  }

  @Override
  public void sessionHandler(Capability<Signal> handler) {
    sessions().handler(handler);
  }

  @Override
  public void provide(String service, SessionFactory factory) {
    ComponentServices known = services;
    if (known == null) {
      known = new ComponentServices(parent(), entrypoint());
      services = known;
    }
    known.provide(service, factory);
  }

  @Override
  public byte[] rom(String name) throws ServiceDeniedException {
    Capability<RomSession> session = openRom(name);
    byte[] content = read(new RomSessionClient(session));
    close(session);
    return content;
  }

  private Capability<RomSession> openRom(String name) throws ServiceDeniedException {
    try {
      return session(RomSessionClient.SERVICE, name, "");
    } catch (OutOfRamException | OutOfCapabilitiesException shortage) {
      throw new ServiceDeniedException(String.valueOf(shortage.getMessage()));
    }
  }

  private byte[] read(RomSession rom) {
    Capability<Dataspace> dataspace = rom.dataspace();
    byte[] content = new byte[(int) rom.size()];
    if (content.length > 0) {
      try {
        long address = addressSpace().attach(dataspace, Attachment.READ_ONLY);
        for (int i = 0; i < content.length; i++) {
          content[i] = (byte) RawMemory.loadByte(address + i);
        }
        addressSpace().detach(address);
      } catch (InvalidDataspaceException
          | RegionConflictException
          | OutOfCapabilitiesException refused) {
        throw new RpcException(RpcException.Reason.FAILED, String.valueOf(refused.getMessage()));
      }
    }
    dataspace.release();
    return content;
  }

  private @Nullable RomSession configRom() {
    RomSession known = config;
    if (known == null) {
      try {
        known = new RomSessionClient(openRom(CONFIG));
        config = known;
      } catch (ServiceDeniedException none) {
        return null;
      }
    }
    return known;
  }

  @Override
  public String config() {
    RomSession rom = configRom();
    if (rom == null) {
      return EMPTY_CONFIG;
    }
    rom.update();
    String text = Utf8.decode(read(rom));
    return text.isEmpty() ? EMPTY_CONFIG : text;
  }

  @Override
  public void configHandler(Runnable handler) {
    RomSession rom = configRom();
    if (rom != null) {
      rom.handler(entrypoint().receive(handler));
    }
  }
}
