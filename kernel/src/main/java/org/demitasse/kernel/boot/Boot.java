package org.demitasse.kernel.boot;

import org.demitasse.abi.BootInformation;
import org.demitasse.abi.ElfProgram;
import org.demitasse.abi.ExitCode;
import org.demitasse.abi.ImageHeader;
import org.demitasse.abi.Memory;
import org.demitasse.abi.ObjectKind;
import org.demitasse.abi.Permission;
import org.demitasse.abi.ProgramLayout;
import org.demitasse.abi.ResultCode;
import org.demitasse.kernel.FaultReport;
import org.demitasse.kernel.Kernel;
import org.demitasse.kernel.KernelConsole;
import org.demitasse.kernel.Objects;
import org.demitasse.kernel.PageAllocator;
import org.demitasse.kernel.hal.Console;
import org.demitasse.kernel.hal.InterruptController;
import org.demitasse.kernel.hal.Machine;
import org.demitasse.kernel.hal.Mmu;
import org.demitasse.kernel.hal.PhysicalMemory;
import org.demitasse.kernel.hal.Power;
import org.demitasse.kernel.hal.Timer;
import org.jspecify.annotations.Nullable;

/**
 * The boot sequence, one line on the console per stage: console from the image header, device tree,
 * console from the tree, processor, memory, kernel objects, root program. Whatever is wrong is said
 * on the console that works at that point, and ends the system.
 */
public final class Boot {
  private static final int PAGE = ProgramLayout.PAGE_SIZE;

  /** Kernel pages: a 32nd of the RAM within these bounds. */
  private static final long POOL_MINIMUM = 1 << 20;

  private static final long POOL_MAXIMUM = 16 << 20;

  /** Boot information takes one record of at most 72 bytes per region and module. */
  private static final long BOOT_INFORMATION_SIZE = 4L * PAGE;

  private static final long VIRTUAL_POOL = 1L << 40;

  /** Devices lie below: 40 bits is what the smallest cores have that matter, Cortex-A53's. */
  private static final long DEVICE_LIMIT = 1L << 40;

  private static final int ALL_ACCESS = Permission.READ | Permission.WRITE | Permission.EXECUTE;
  private static final int TEXT_LIMIT = 128;

  /**
   * What the list of the loader's tags begins with, behind the size of the first one (Linux,
   * arch/arm/include/uapi/asm/setup.h): what 32-bit kernels got before there were device trees.
   */
  private static final int ATAG_CORE = 0x5441_0001;

  private final Platform platform;
  private final Memory virtual;
  private final Platform.Entry entry;
  private final long header;
  private final KernelConsole console;
  private final MemoryMap map = new MemoryMap(96);
  private Platform.Conduit conduit = Platform.Conduit.NONE;
  private Power power;
  private int processors = 1;
  private @Nullable Kernel kernel;
  private @Nullable FaultReport report;

  public Boot(Platform platform) {
    this.platform = platform;
    virtual = platform.virtualMemory();
    power = platform.power(null, conduit);
    entry = platform.entry();
    header = platform.imageAddress() + entry.kernelSize();
    console = new KernelConsole(fallbackConsole());
  }

  private Console fallbackConsole() {
    Console fallback =
        platform.openConsole(
            virtual.loadInt(header + ImageHeader.CONSOLE_KIND_OFFSET),
            virtual.loadLong(header + ImageHeader.CONSOLE_ADDRESS_OFFSET));
    return fallback != null ? fallback : new SilentConsole();
  }

  /** Used until the tree names a console, if the image knows none. */
  private static final class SilentConsole implements Console {
    @Override
    public void put(int value) {}

    @Override
    public int get() {
      return -1;
    }
  }

  public KernelConsole console() {
    return console;
  }

  /** Returns the kernel once {@link #run} has made it. */
  public Kernel kernel() {
    Kernel made = kernel;
    if (made == null) {
      throw new IllegalStateException("not booted");
    }
    return made;
  }

  /** Tells where kernel code stood; null until memory is mapped. */
  public @Nullable FaultReport report() {
    return report;
  }

  /** Boots; returns the frame of the root program's thread, or 0 if the system has ended. */
  public long run() {
    console.line().text("Demitasse, image ");
    console.text(virtual, header + ImageHeader.SYSTEM_NAME_OFFSET, ImageHeader.NAME_SIZE);
    console
        .text(" for ")
        .text(virtual, header + ImageHeader.MACHINE_NAME_OFFSET, ImageHeader.NAME_SIZE)
        .end();
    console.line().text("entered at EL").decimal(entry.exceptionLevel()).text(", now at EL1").end();
    DeviceTree tree = findTree();
    if (tree == null) {
      return stop();
    }
    useConsole(tree);
    identify(tree);
    Processors found = Processors.read(tree, platform.bootProcessor());
    if (!readMemory(tree, found)) {
      return stop();
    }
    PhysicalMemory memory = platform.mapMemory(map, entry.image(), entry.imageSize());
    if (memory == null) {
      console.line().text("the RAM is cut into too many pieces for the boot tables").end();
      return stop();
    }
    startProcessors(found);
    processors = found.count();
    InterruptController interrupts = platform.interruptController(tree, found, console);
    Timer timer = interrupts == null ? null : platform.timer(tree, console);
    if (interrupts == null || timer == null) {
      return stop();
    }
    return start(memory, interrupts, timer, tree);
  }

  private void startProcessors(Processors found) {
    int index = 1;
    while (index < found.count()) {
      String failure = platform.startProcessor(found, index, conduit);
      if (failure == null) {
        index++;
      } else {
        console.line().text("processor ").hexadecimal(found.id(index));
        console.text(" is not used: ").text(failure).end();
        found.remove(index);
      }
    }
    console.line().text("processors: ").decimal(found.count());
    console.text(" of ").decimal(found.listed()).text(" in use").end();
  }

  private long stop() {
    console.line().text("power off: exit code ").decimal(ExitCode.FAULT).end();
    power.off();
    power.halt();
    return 0;
  }

  private @Nullable DeviceTree findTree() {
    long handedOver = entry.deviceTreeCandidate();
    DeviceTree tree = handedOver == 0 ? null : treeAt(handedOver, "from the loader");
    if (tree == null) {
      tree =
          treeAt(
              virtual.loadLong(header + ImageHeader.DEVICE_TREE_HINT_OFFSET),
              "left by the machine");
    }
    if (tree == null) {
      long member = member(ImageHeader.MEMBER_DEVICE_TREE);
      if (member != 0) {
        tree = treeAt(memberAddress(member), "from the image");
      }
    }
    if (tree == null) {
      console
          .line()
          .text(
              "no device tree: none from the loader, none left by the machine, none in the image;")
          .text(" hand one over in x0, or put one into the image")
          .end();
    }
    return tree;
  }

  private @Nullable DeviceTree treeAt(long physical, String source) {
    if (physical == -1 || (physical & 7) != 0) {
      return null;
    }
    long window = platform.window(physical);
    if (!DeviceTree.isTree(virtual, window)) {
      if (virtual.loadInt(window + 4) == ATAG_CORE) {
        console.line().text("ATAGS ").text(source).text(" at ").hexadecimal(physical);
        console.text(": not a device tree").end();
      }
      return null;
    }
    DeviceTree tree = new DeviceTree(virtual, window);
    // 2 MiB is the most that the Linux boot protocol allows a tree, too.
    String damage = tree.check(2 << 20);
    console.line().text("device tree ").text(source).text(" at ").hexadecimal(physical);
    if (damage != null) {
      console.text(" is damaged: ").text(damage).end();
      return null;
    }
    console.text(", ").decimal(tree.size()).text(" bytes").end();
    treePhysical = physical;
    return tree;
  }

  private long treePhysical;

  private void useConsole(DeviceTree tree) {
    long chosen = tree.child(tree.root(), "chosen");
    long path = chosen == 0 ? 0 : tree.property(chosen, "stdout-path");
    long node = tree.locate(path);
    int kind = node == 0 ? ImageHeader.CONSOLE_NONE : platform.consoleKind(tree, node);
    long address = kind == ImageHeader.CONSOLE_NONE ? -1 : tree.registers(node);
    Console found = address == -1 ? null : platform.openConsole(kind, address);
    if (found == null) {
      console.line().text("the device tree names no console that is known; this one stays").end();
      return;
    }
    console.use(found);
    consoleAddress = address;
    console.line().text("console: /chosen stdout-path, registers at ").hexadecimal(address).end();
  }

  private long consoleAddress = -1;

  private void identify(DeviceTree tree) {
    long model = tree.property(tree.root(), "model");
    if (model == 0) {
      model = tree.property(tree.root(), "compatible");
    }
    console.line().text("machine: ");
    if (model != 0) {
      console.text(virtual, tree.value(model), Math.min(TEXT_LIMIT, tree.length(model)));
    } else {
      console.text("unnamed");
    }
    console.end();
    console.line().text("processor: ").text(platform.processorName());
    // MIDR_EL1: variant in bits 23:20, revision in bits 3:0.
    console.text(" r").decimal((platform.processorId() >>> 20) & 15);
    console.text("p").decimal(platform.processorId() & 15).end();
    console.line().text("drivers: ");
    platform.drivers().list(console);
    console.end();
    long firmware = platform.firmware(tree);
    long method = firmware == 0 ? 0 : tree.property(firmware, "method");
    if (entry.exceptionLevel() == 3) {
      // The firmware that the tree may name would be at EL3, where we came from.
      conduit = Platform.Conduit.NONE;
    } else if (tree.lists(method, "hvc")) {
      conduit = Platform.Conduit.HVC;
    } else if (tree.lists(method, "smc")) {
      conduit = Platform.Conduit.SMC;
    }
    power = platform.power(tree, conduit);
    console.line().text("power off: ").text(power.label()).end();
  }

  private boolean readMemory(DeviceTree tree, Processors found) {
    long root = tree.root();
    long limit = platform.askBoard(tree, console);
    int addressCells = tree.addressCells(root);
    int sizeCells = tree.sizeCells(root);
    boolean fits = true;
    for (long node = tree.firstChild(root); node != 0; node = tree.nextSibling(node)) {
      if (!tree.lists(tree.property(node, "device_type"), "memory") || !tree.isEnabled(node)) {
        continue;
      }
      long reg = tree.property(node, "reg");
      int entryCells = addressCells + sizeCells;
      for (int i = 0;
          reg != 0 && entryCells > 0 && (i + entryCells) * 4 <= tree.length(reg);
          i += entryCells) {
        long start = tree.number(reg, i, addressCells);
        long size = tree.number(reg, i + addressCells, sizeCells);
        // Tree and firmware may each know of less than there is: what both know of is used.
        if (start < limit) {
          fits &= map.add(start, Math.min(size, limit - start), BootInformation.MEMORY_FREE);
        }
      }
    }
    long all = map.total(BootInformation.MEMORY_FREE);
    fits &= takeReserved(tree, root);
    for (int i = 1; i < found.count(); i++) {
      if (found.start(i) == Processors.Start.SPIN_TABLE) {
        // Firmware's, although its tree may forget to say so.
        fits &= map.take(found.release(i) & -PAGE, PAGE, BootInformation.MEMORY_RESERVED);
      }
    }
    long kernelEnd = virtual.loadLong(header + ImageHeader.HEADER_SIZE_OFFSET) + entry.kernelSize();
    fits &= map.take(treePhysical, tree.size(), BootInformation.MEMORY_MODULES);
    fits &= map.take(entry.image(), kernelEnd, BootInformation.MEMORY_KERNEL);
    fits &=
        map.take(
            entry.image() + kernelEnd,
            entry.imageSize() - kernelEnd,
            BootInformation.MEMORY_MODULES);
    fits &= map.take(entry.zeroWindow(), entry.zeroWindowSize(), BootInformation.MEMORY_KERNEL);
    console.line().text("memory: ").size(all).text(" of RAM, ");
    console.size(map.total(BootInformation.MEMORY_FREE)).text(" free").end();
    if (!fits) {
      console.line().text("the device tree lists more memory regions than the kernel keeps").end();
      return false;
    }
    if (map.total(BootInformation.MEMORY_FREE) < 2 * POOL_MINIMUM) {
      console
          .line()
          .text("that is too little: the kernel needs ")
          .size(2 * POOL_MINIMUM)
          .text(" free")
          .end();
      return false;
    }
    return true;
  }

  private boolean takeReserved(DeviceTree tree, long root) {
    boolean fits = true;
    for (int i = 0; i < tree.reservationCount(); i++) {
      fits &=
          map.take(
              tree.reservationAddress(i), tree.reservationSize(i), BootInformation.MEMORY_RESERVED);
    }
    long reserved = tree.child(root, "reserved-memory");
    if (reserved != 0) {
      int addressCells = tree.addressCells(reserved);
      int sizeCells = tree.sizeCells(reserved);
      for (long node = tree.firstChild(reserved); node != 0; node = tree.nextSibling(node)) {
        long reg = tree.property(node, "reg");
        if (reg != 0) {
          fits &=
              map.take(
                  tree.number(reg, 0, addressCells),
                  tree.number(reg, addressCells, sizeCells),
                  BootInformation.MEMORY_RESERVED);
        }
      }
    }
    // The root program's own addresses begin here, and it sees RAM at equal addresses
    // (ProgramLayout).
    fits &=
        map.take(
            ProgramLayout.COMPONENT_BASE,
            Long.MAX_VALUE - 2 * ProgramLayout.COMPONENT_BASE,
            BootInformation.MEMORY_RESERVED);
    return fits;
  }

  private int memberCount() {
    return virtual.loadInt(header + ImageHeader.MEMBER_COUNT_OFFSET);
  }

  private long memberAt(int index) {
    return header + ImageHeader.MEMBERS_OFFSET + (long) index * ImageHeader.MEMBER_SIZE;
  }

  /** Returns the first member of a kind, or 0. */
  private long member(int kind) {
    for (int i = 0; i < memberCount(); i++) {
      if (virtual.loadInt(memberAt(i) + ImageHeader.MEMBER_KIND_OFFSET) == kind) {
        return memberAt(i);
      }
    }
    return 0;
  }

  private long memberAddress(long member) {
    return entry.image() + virtual.loadLong(member + ImageHeader.MEMBER_START_OFFSET);
  }

  private long memberSize(long member) {
    return virtual.loadLong(member + ImageHeader.MEMBER_LENGTH_OFFSET);
  }

  private long start(
      PhysicalMemory memory, InterruptController interrupts, Timer timer, DeviceTree tree) {
    long free = map.total(BootInformation.MEMORY_FREE);
    long poolSize = Math.max(POOL_MINIMUM, Math.min(POOL_MAXIMUM, (free >>> 5) & -PAGE));
    long pool = map.find(poolSize, PAGE, BootInformation.MEMORY_FREE);
    if (pool == -1) {
      console
          .line()
          .text("no contiguous ")
          .size(poolSize)
          .text(" of RAM for the kernel's pages")
          .end();
      return stop();
    }
    map.take(pool, poolSize, BootInformation.MEMORY_KERNEL);
    PageAllocator pages = new PageAllocator(memory);
    pages.give(pool, poolSize);
    Mmu mmu = platform.mmu(memory, pages);
    Machine machine =
        new Machine(
            memory,
            mmu,
            platform.registers(),
            platform.cpu(),
            interrupts,
            timer,
            console.serial(),
            power);
    Kernel made =
        new Kernel(machine, console, pages, Objects.Limits.of(objectScale(free)), processors);
    kernel = made;
    if ((virtual.loadInt(header + ImageHeader.FLAGS_OFFSET) & ImageHeader.FLAG_DEBUGGER) != 0) {
      made.enableDebugger();
      console.line().text("debugger: Ctrl-T enters it").end();
    }
    report = new FaultReport(machine, console);
    long lines = member(ImageHeader.MEMBER_KERNEL_LINES);
    long kernelTable = lines == 0 ? 0 : memberAddress(lines);
    report.lineTables(kernelTable, 0);
    long root = member(ImageHeader.MEMBER_ROOT_PROGRAM);
    if (root == 0) {
      console.line().text("the image holds no root program").end();
      return stop();
    }
    long tables = made.prepare() ? made.createRoot(virtual, root) : 0;
    if (tables == 0) {
      console.line().text("the kernel's pages do not suffice for its objects").end();
      return stop();
    }
    ElfProgram program = new ElfProgram(memory);
    int check = program.check(memberAddress(root), memberSize(root));
    if (check != ElfProgram.OK) {
      console.line().text("root program: ").text(ElfProgram.describe(check)).end();
      return stop();
    }
    made.lineTables(kernelTable, program.lineTable());
    return startRoot(made, memory, tables, program, memberAddress(root), tree);
  }

  private long startRoot(
      Kernel made,
      PhysicalMemory memory,
      long tables,
      ElfProgram program,
      long file,
      DeviceTree tree) {
    Mmu mmu = made.mmu();
    long information = takeFree(BOOT_INFORMATION_SIZE);
    boolean loaded =
        information != -1
            && loadRoot(program, file, memory, mmu, tables)
            && mapForRoot(mmu, tables, information);
    if (!loaded) {
      console.line().text("not enough RAM for the root program").end();
      return stop();
    }
    memory.zero(information, BOOT_INFORMATION_SIZE);
    BootInformationWriter writer =
        new BootInformationWriter(memory, information, BOOT_INFORMATION_SIZE);
    writeInformation(writer, tree);
    writeCapabilities(writer, made);
    writer.end();
    console.line().text("kernel ready; starting the root program").end();
    platform.ready();
    return made.startRoot(program.entry(), information);
  }

  /** What the description says, or what suits the RAM. */
  private int objectScale(long free) {
    int stated = virtual.loadInt(header + ImageHeader.OBJECTS_OFFSET);
    return stated >= 1 && stated <= Objects.Limits.SCALE_LIMIT
        ? stated
        : Objects.Limits.scaleFor(free);
  }

  private long takeFree(long size) {
    long found = map.find(size, PAGE, BootInformation.MEMORY_FREE);
    if (found != -1) {
      map.take(found, size, BootInformation.MEMORY_ROOT);
    }
    return found;
  }

  /** Maps the program: what cannot be written in place, what can be written as a copy. */
  private boolean loadRoot(
      ElfProgram program, long file, PhysicalMemory memory, Mmu mmu, long tables) {
    for (int i = 0; i < program.segmentCount(); i++) {
      if (program.segmentType(i) != ElfProgram.SEGMENT_LOAD) {
        continue;
      }
      int flags = program.segmentFlags(i);
      long size = (program.segmentMemorySize(i) + PAGE - 1) & -PAGE;
      long physical;
      int permissions = Permission.READ;
      if ((flags & ElfProgram.FLAG_WRITE) != 0) {
        physical = takeFree(size);
        if (physical == -1) {
          return false;
        }
        memory.zero(physical, size);
        memory.copy(physical, file + program.segmentOffset(i), program.segmentFileSize(i));
        permissions |= Permission.WRITE;
      } else {
        physical = file + program.segmentOffset(i);
        if ((flags & ElfProgram.FLAG_EXECUTE) != 0) {
          permissions |= Permission.EXECUTE;
          memory.publishCode(physical, size);
        }
      }
      if (mmu.map(tables, program.segmentAddress(i), physical, size, permissions)
          != ResultCode.OK) {
        return false;
      }
    }
    return true;
  }

  private boolean mapForRoot(Mmu mmu, long tables, long information) {
    int result =
        mmu.mapBlocks(tables, information, information, BOOT_INFORMATION_SIZE, Permission.READ);
    for (int i = 0; i < map.count() && result == ResultCode.OK; i++) {
      int type = map.type(i);
      if (type == BootInformation.MEMORY_FREE || type == BootInformation.MEMORY_MODULES) {
        int permissions =
            type == BootInformation.MEMORY_FREE
                ? Permission.READ | Permission.WRITE
                : Permission.READ;
        result = mmu.mapBlocks(tables, map.start(i), map.start(i), map.size(i), permissions);
      }
    }
    boolean wantsConsole =
        (virtual.loadInt(header + ImageHeader.FLAGS_OFFSET) & ImageHeader.FLAG_ROOT_CONSOLE) != 0;
    if (result == ResultCode.OK && wantsConsole && consoleAddress != -1) {
      result =
          mmu.map(
              tables,
              ProgramLayout.ROOT_CONSOLE,
              consoleAddress & -PAGE,
              PAGE,
              Permission.READ | Permission.WRITE | Permission.DEVICE);
    }
    return result == ResultCode.OK;
  }

  private void writeInformation(BootInformationWriter writer, DeviceTree tree) {
    for (int i = 0; i < map.count(); i++) {
      writer.memory(map.type(i), map.start(i), map.size(i));
    }
    writer.virtualPool(VIRTUAL_POOL, VIRTUAL_POOL);
    writer.processor(processors, platform.processorId(), platform.counterFrequency());
    writer.text(
        BootInformation.TEXT_MACHINE,
        virtual,
        header + ImageHeader.MACHINE_NAME_OFFSET,
        ImageHeader.NAME_SIZE);
    writer.text(
        BootInformation.TEXT_SYSTEM,
        virtual,
        header + ImageHeader.SYSTEM_NAME_OFFSET,
        ImageHeader.NAME_SIZE);
    long model = tree.property(tree.root(), "model");
    if (model != 0) {
      writer.text(
          BootInformation.TEXT_MODEL,
          virtual,
          tree.value(model),
          Math.min(TEXT_LIMIT, tree.length(model)));
    }
    for (int i = 0; i < memberCount(); i++) {
      long member = memberAt(i);
      int kind = virtual.loadInt(member + ImageHeader.MEMBER_KIND_OFFSET);
      if (kind == ImageHeader.MEMBER_COMPONENT || kind == ImageHeader.MEMBER_FILE) {
        writer.module(
            kind,
            virtual.loadInt(member + ImageHeader.MEMBER_CRC32_OFFSET),
            memberAddress(member),
            memberSize(member),
            virtual,
            member);
      }
    }
  }

  private void writeCapabilities(BootInformationWriter writer, Kernel made) {
    writeCapability(writer, made, ObjectKind.FACTORY);
    writeCapability(writer, made, ObjectKind.MACHINE_CONTROL);
    writeCapability(writer, made, ObjectKind.SPACE);
    writeCapability(writer, made, ObjectKind.THREAD);
    MemoryMap devices = new MemoryMap(96);
    devices.add(0, DEVICE_LIMIT, BootInformation.MEMORY_FREE);
    for (int i = 0; i < map.count(); i++) {
      int type = map.type(i);
      devices.take(map.start(i), map.size(i), BootInformation.MEMORY_RESERVED);
      if (type == BootInformation.MEMORY_FREE) {
        writeRange(writer, made, map.start(i), map.size(i), ALL_ACCESS);
      } else if (type == BootInformation.MEMORY_MODULES) {
        int permissions = Permission.READ | Permission.EXECUTE;
        writeRange(writer, made, map.start(i), map.size(i), permissions);
      }
    }
    for (int i = 0; i < platform.ownDeviceCount(); i++) {
      devices.take(
          platform.ownDeviceAddress(i), platform.ownDeviceSize(i), BootInformation.MEMORY_RESERVED);
    }
    for (int i = 0; i < devices.count(); i++) {
      if (devices.type(i) == BootInformation.MEMORY_FREE) {
        int permissions = Permission.READ | Permission.WRITE | Permission.DEVICE;
        writeRange(writer, made, devices.start(i), devices.size(i), permissions);
      }
    }
  }

  private static void writeCapability(BootInformationWriter writer, Kernel made, int kind) {
    writer.capability(kind, made.grant(kind), 0, 0, 0);
  }

  private static void writeRange(
      BootInformationWriter writer, Kernel made, long start, long size, int permissions) {
    long handle = made.grantRange(start, size, permissions);
    if (handle != 0) {
      writer.capability(ObjectKind.PHYSICAL_RANGE, handle, start, size, permissions);
    }
  }
}
