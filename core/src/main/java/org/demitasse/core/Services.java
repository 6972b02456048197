package org.demitasse.core;

import java.util.ArrayList;
import java.util.List;
import org.demitasse.base.rpc.Dispatcher;
import org.demitasse.base.session.Arguments;
import org.demitasse.base.session.CapSessionDispatcher;
import org.demitasse.base.session.CpuSessionDispatcher;
import org.demitasse.base.session.IoMemSessionDispatcher;
import org.demitasse.base.session.IrqSessionDispatcher;
import org.demitasse.base.session.LogSessionDispatcher;
import org.demitasse.base.session.OutOfCapabilitiesException;
import org.demitasse.base.session.PdSessionDispatcher;
import org.demitasse.base.session.RamSessionDispatcher;
import org.demitasse.base.session.RmSessionDispatcher;
import org.demitasse.base.session.RomSessionDispatcher;
import org.demitasse.base.session.ServiceDeniedException;
import org.demitasse.base.session.SessionRequest;
import org.demitasse.base.session.SignalSessionDispatcher;
import org.demitasse.base.session.TerminalSessionDispatcher;

/** Core's services by name. What a session needs of kernel objects is paid by its client. */
final class Services {
  static final List<String> NAMES =
      List.of("ROM", "RAM", "CAP", "PD", "RM", "CPU", "LOG", "SIGNAL", "IRQ", "IO_MEM", "Terminal");

  /** Of threads, unless the session's argument {@code priority} says less; core has 255. */
  private static final int PRIORITY_LIMIT = 254;

  private record Range(long address, long size) {
    boolean overlaps(long otherAddress, long otherSize) {
      return address < otherAddress + otherSize && otherAddress < address + size;
    }
  }

  private final CoreObjects core;
  private final List<BootModule> modules;
  private final List<Range> devicesInUse = new ArrayList<>();

  Services(CoreObjects core, List<BootModule> modules) {
    this.core = core;
    this.modules = modules;
  }

  /**
   * Opens a session.
   *
   * @param label from the root of the tree on
   * @param payer pays for what the session is made of
   */
  Session open(String service, String label, Arguments arguments, QuotaAccount payer)
      throws ServiceDeniedException, OutOfCapabilitiesException {
    int price = price(service);
    payer.takeCapabilities(price);
    Session session = null;
    try {
      session = make(service, label, arguments, payer);
      core.entrypoint().manage(session.dispatcher());
    } catch (KernelRefusal refusal) {
      if (session != null) {
        session.end().run();
      }
      payer.giveCapabilities(price);
      throw new ServiceDeniedException(String.valueOf(refusal.getMessage()));
    } catch (ServiceDeniedException | RuntimeException refused) {
      payer.giveCapabilities(price);
      throw refused;
    }
    Dispatcher dispatcher = session.dispatcher();
    Runnable end = session.end();
    return new Session(
        dispatcher,
        () -> {
          core.entrypoint().dissolve(dispatcher);
          end.run();
          payer.giveCapabilities(price);
        });
  }

  /** Kernel objects: the session, and what it has from the start. */
  private static int price(String service) {
    return switch (service) {
      case "PD" -> 3;
      case "ROM", "IO_MEM", "IRQ" -> 2;
      default -> 1;
    };
  }

  private Session make(String service, String label, Arguments arguments, QuotaAccount payer)
      throws ServiceDeniedException {
    return switch (service) {
      case "ROM" -> {
        RomModule rom = new RomModule(core, module(label));
        yield new Session(new RomSessionDispatcher(rom), rom::close);
      }
      case "RAM" -> {
        RamService ram = new RamService(core, new QuotaAccount(label));
        yield new Session(new RamSessionDispatcher(ram), ram::close);
      }
      case "CAP" -> {
        CapService capabilities = new CapService(core, new QuotaAccount(label));
        yield new Session(new CapSessionDispatcher(capabilities), capabilities::close);
      }
      case "PD" -> {
        Domain domain = new Domain(core, new QuotaAccount(label), label);
        yield new Session(new PdSessionDispatcher(domain), domain::close);
      }
      case "RM" -> {
        RegionMaps maps = new RegionMaps(core, payer);
        yield new Session(new RmSessionDispatcher(maps), maps::close);
      }
      case "CPU" -> {
        long limit = arguments.number("priority", PRIORITY_LIMIT);
        Threads threads = new Threads(core, payer, (int) Math.min(limit, PRIORITY_LIMIT));
        yield new Session(new CpuSessionDispatcher(threads), threads::close);
      }
      case "LOG" -> {
        LogLines lines = new LogLines(core, label);
        yield new Session(new LogSessionDispatcher(lines), lines::close);
      }
      case "SIGNAL" -> {
        Counters counters = new Counters(core, payer);
        yield new Session(new SignalSessionDispatcher(counters), counters::close);
      }
      case "IRQ" -> {
        InterruptService interrupt = new InterruptService(core, arguments);
        yield new Session(new IrqSessionDispatcher(interrupt), interrupt::close);
      }
      case "IO_MEM" -> device(arguments);
      case "Terminal" -> {
        TerminalService terminal = TerminalService.open(core);
        yield new Session(new TerminalSessionDispatcher(terminal), terminal::close);
      }
      default ->
          throw new ServiceDeniedException(
              "there is no service \"" + service + "\"; core has " + String.join(", ", NAMES));
    };
  }

  private BootModule module(String label) throws ServiceDeniedException {
    int at = label.lastIndexOf(SessionRequest.SEPARATOR);
    String name = at < 0 ? label : label.substring(at + SessionRequest.SEPARATOR.length());
    for (BootModule module : modules) {
      if (module.name().equals(name)) {
        return module;
      }
    }
    StringBuilder names = new StringBuilder();
    for (BootModule module : modules) {
      names.append(names.isEmpty() ? "" : ", ").append(module.name());
    }
    throw new ServiceDeniedException(
        "there is no boot module \"" + name + "\"; the image has " + names);
  }

  private Session device(Arguments arguments) throws ServiceDeniedException {
    long address = arguments.number("base", -1);
    long size = arguments.number("size", 0);
    if (address < 0 || size <= 0 || (address & (Memory.PAGE - 1)) != 0) {
      throw new ServiceDeniedException(
          "the arguments base, a multiple of 4096, and size are needed");
    }
    Range range = new Range(address, Memory.pages(size) * Memory.PAGE);
    String words =
        "the registers from 0x" + Long.toHexString(address) + " on, " + size + " bytes, ";
    if (!core.kernel().isDevice(range.address(), range.size())) {
      throw new ServiceDeniedException(words + "are RAM or the kernel's own");
    }
    for (Range used : devicesInUse) {
      if (used.overlaps(range.address(), range.size())) {
        throw new ServiceDeniedException(words + "are in use");
      }
    }
    DeviceService device = new DeviceService(core, range.address(), range.size());
    devicesInUse.add(range);
    return new Session(
        new IoMemSessionDispatcher(device),
        () -> {
          device.close();
          devicesInUse.remove(range);
        });
  }
}
