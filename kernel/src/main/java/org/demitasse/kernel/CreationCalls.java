package org.demitasse.kernel;

import org.demitasse.abi.ObjectKind;
import org.demitasse.abi.Permission;
import org.demitasse.abi.ProgramLayout;
import org.demitasse.abi.ResultCode;
import org.demitasse.abi.SystemCall;
import org.demitasse.abi.UtcbLayout;
import org.demitasse.kernel.hal.InterruptController;
import org.demitasse.kernel.hal.Mmu;
import org.demitasse.kernel.hal.PhysicalMemory;
import org.demitasse.kernel.hal.UserRegisters;
import org.jspecify.annotations.Nullable;

/**
 * System calls that create objects. Each checks all its arguments, then that factory, pool and
 * caller's table have room, and only then takes anything.
 */
final class CreationCalls {
  private static final int PAGE = ProgramLayout.PAGE_SIZE;

  private final Kernel kernel;
  private final UserRegisters registers;
  private final PhysicalMemory memory;
  private final Mmu mmu;
  private final Objects objects;
  private final CapabilityTable capabilities;

  CreationCalls(Kernel kernel) {
    this.kernel = kernel;
    registers = kernel.machine.registers();
    memory = kernel.machine.memory();
    mmu = kernel.machine.mmu();
    objects = kernel.objects;
    capabilities = objects.capabilities;
  }

  int dispatch(int number, UserThread caller, Space space) {
    if (number < SystemCall.FACTORY_CREATE || number > SystemCall.RANGE_CREATE) {
      kernel.faults.unknownCall(caller);
      return SystemCalls.NO_RESULT;
    }
    Capability capability = capabilities.find(space, argument(caller, 0));
    if (capability == null || !(capability.object instanceof Factory factory)) {
      return ResultCode.BAD_HANDLE;
    }
    return switch (number) {
      case SystemCall.FACTORY_CREATE -> createFactory(caller, space, factory);
      case SystemCall.SPACE_CREATE -> createSpace(caller, space, factory);
      case SystemCall.THREAD_CREATE -> createThread(caller, space, factory);
      case SystemCall.ENDPOINT_CREATE ->
          finish(caller, space, take(ObjectKind.ENDPOINT, factory, space));
      case SystemCall.PORTAL_CREATE -> createPortal(caller, space, factory);
      case SystemCall.NOTIFICATION_CREATE -> createNotification(caller, space, factory);
      case SystemCall.INTERRUPT_CREATE -> createInterrupt(caller, space, factory);
      default -> createRange(caller, space, factory);
    };
  }

  private long argument(UserThread caller, int number) {
    return registers.get(caller.frame, number);
  }

  /** Takes an object for a space, if factory, pool and the space's table allow it. */
  private @Nullable KernelObject take(int kind, Factory factory, Space space) {
    return factory.affords(Objects.price(kind)) && capabilities.hasRoom(space)
        ? objects.take(kind, factory)
        : null;
  }

  /** Gives the caller the control of its new object. */
  private int finish(UserThread caller, Space space, @Nullable KernelObject object) {
    if (object == null) {
      return ResultCode.EXHAUSTED;
    }
    registers.set(caller.frame, 1, capabilities.insert(space, object, true));
    return ResultCode.OK;
  }

  private int createFactory(UserThread caller, Space space, Factory factory) {
    long quota = argument(caller, 1);
    if (quota < 0 || quota > Integer.MAX_VALUE) {
      return ResultCode.INVALID_ARGUMENT;
    }
    if (quota > factory.limit - factory.used - 1L) {
      return ResultCode.EXHAUSTED;
    }
    if (!(take(ObjectKind.FACTORY, factory, space) instanceof Factory made)) {
      return ResultCode.EXHAUSTED;
    }
    made.limit = (int) quota;
    made.used = 0;
    factory.used += (int) quota;
    return finish(caller, space, made);
  }

  private int createSpace(UserThread caller, Space own, Factory factory) {
    long address = argument(caller, 1);
    long length = argument(caller, 2);
    long limit = argument(caller, 3);
    if (length < 1 || length > SystemCall.LABEL_LIMIT || limit < 0 || limit > Integer.MAX_VALUE) {
      return ResultCode.INVALID_ARGUMENT;
    }
    if (!kernel.accessible(own, address, length, Permission.READ)) {
      return ResultCode.BAD_ADDRESS;
    }
    long tables = mmu.create();
    if (tables == 0) {
      return ResultCode.EXHAUSTED;
    }
    if (!(take(ObjectKind.SPACE, factory, own) instanceof Space space)) {
      mmu.discard(tables);
      return ResultCode.EXHAUSTED;
    }
    space.tables = tables;
    space.activation = mmu.activation(tables, space.tag());
    space.lineLength = 0;
    space.capabilityLimit = (int) limit;
    space.labelLength = (int) length;
    for (int i = 0; i < length; i++) {
      int next = memory.loadByte(mmu.translate(own.tables, address + i));
      // A label stands in front of every line: nothing in it may move the cursor.
      space.label[i] = (byte) (next < ' ' || next == 0x7F ? '?' : next);
    }
    return finish(caller, own, space);
  }

  private int createThread(UserThread caller, Space own, Factory factory) {
    Capability target = capabilities.find(own, argument(caller, 1));
    if (target == null || !(target.object instanceof Space space)) {
      return ResultCode.BAD_HANDLE;
    }
    long entry = argument(caller, 2);
    long stackPointer = argument(caller, 3);
    long utcb = argument(caller, 5);
    if (entry < 0
        || entry >= ProgramLayout.USER_END
        || (entry & 3) != 0
        || (stackPointer & 15) != 0
        || !MemoryCalls.isPageRange(utcb, PAGE)) {
      return ResultCode.INVALID_ARGUMENT;
    }
    if (mmu.permissions(space.tables, utcb) != 0) {
      return ResultCode.ALREADY_MAPPED;
    }
    long page = kernel.pages.allocate();
    if (page == 0) {
      return ResultCode.EXHAUSTED;
    }
    kernel.pages.payer = space;
    int mapped = mmu.map(space.tables, utcb, page, PAGE, Permission.READ | Permission.WRITE);
    kernel.pages.payer = null;
    if (mapped != ResultCode.OK) {
      kernel.pages.release(page);
      return mapped;
    }
    if (!(take(ObjectKind.THREAD, factory, own) instanceof UserThread thread)) {
      mmu.unmap(space.tables, space.tag(), utcb, PAGE);
      kernel.pages.release(page);
      return ResultCode.EXHAUSTED;
    }
    prepare(thread, space, page, utcb);
    thread.processor = caller.processor;
    registers.start(thread.frame, entry, stackPointer, argument(caller, 4));
    registers.setUtcb(thread.frame, utcb);
    memory.storeLong(page + UtcbLayout.THREAD_ID, thread.id());
    memory.storeLong(page + UtcbLayout.CREATOR_WORD, argument(caller, 6));
    registers.set(caller.frame, 2, thread.id());
    return finish(caller, own, thread);
  }

  /** Makes a thread as new in its space. */
  static void prepare(UserThread thread, Space space, long utcb, long utcbAddress) {
    thread.state = UserThread.SUSPENDED;
    thread.priority = 0;
    thread.space = space;
    thread.activation = space.activation;
    thread.caller = null;
    thread.partner = null;
    thread.endpoint = null;
    thread.notification = null;
    thread.portal = null;
    thread.suspended = false;
    thread.stopWanted = false;
    thread.cancelled = false;
    thread.repeats = false;
    thread.pager = null;
    thread.handler = null;
    thread.sendUnknownCalls = false;
    thread.mayUseTimer = false;
    thread.utcb = utcb;
    thread.utcbAddress = utcbAddress;
    thread.previousInSpace = null;
    UserThread first = space.firstThread;
    thread.nextInSpace = first;
    if (first != null) {
      first.previousInSpace = thread;
    }
    space.firstThread = thread;
  }

  private int createPortal(UserThread caller, Space space, Factory factory) {
    Capability capability = capabilities.find(space, argument(caller, 1));
    if (capability == null) {
      return ResultCode.BAD_HANDLE;
    }
    Endpoint endpoint = capability.endpoint;
    Notification notification = capability.object instanceof Notification found ? found : null;
    if (endpoint == null && notification == null) {
      return ResultCode.BAD_HANDLE;
    }
    if (!capability.control) {
      return ResultCode.NO_RIGHT;
    }
    if (!(take(ObjectKind.PORTAL, factory, space) instanceof Portal portal)) {
      return ResultCode.EXHAUSTED;
    }
    portal.label = argument(caller, 2);
    portal.endpoint = endpoint;
    portal.notification = notification;
    portal.previous = null;
    Portal next = null;
    if (endpoint != null) {
      next = endpoint.firstPortal;
      endpoint.firstPortal = portal;
    } else if (notification != null) {
      next = notification.firstPortal;
      notification.firstPortal = portal;
    }
    portal.next = next;
    if (next != null) {
      next.previous = portal;
    }
    return finish(caller, space, portal);
  }

  private int createNotification(UserThread caller, Space space, Factory factory) {
    if (!(take(ObjectKind.NOTIFICATION, factory, space) instanceof Notification notification)) {
      return ResultCode.EXHAUSTED;
    }
    notification.pending = 0;
    notification.accepted = -1;
    return finish(caller, space, notification);
  }

  private int createInterrupt(UserThread caller, Space space, Factory factory) {
    Capability control = capabilities.find(space, argument(caller, 1));
    if (control == null || !(control.object instanceof MachineControl)) {
      return ResultCode.BAD_HANDLE;
    }
    InterruptController controller = kernel.machine.interrupts();
    long line = argument(caller, 2);
    long trigger = argument(caller, 3);
    if (line < 0
        || line >= controller.lines()
        || !controller.assignable((int) line)
        || (trigger != SystemCall.LEVEL && trigger != SystemCall.EDGE)) {
      return ResultCode.INVALID_ARGUMENT;
    }
    if (line == kernel.machine.timer().line() || kernel.signals.holder((int) line) != null) {
      return ResultCode.IN_USE;
    }
    if (!(take(ObjectKind.INTERRUPT, factory, space) instanceof InterruptLine interrupt)) {
      return ResultCode.EXHAUSTED;
    }
    interrupt.line = (int) line;
    interrupt.notification = null;
    interrupt.bits = 0;
    interrupt.processor = caller.processor.index;
    kernel.signals.give((int) line, interrupt);
    controller.mask((int) line);
    controller.configure((int) line, trigger == SystemCall.EDGE);
    return finish(caller, space, interrupt);
  }

  private int createRange(UserThread caller, Space space, Factory factory) {
    Capability capability = capabilities.find(space, argument(caller, 1));
    if (capability == null || !(capability.object instanceof PhysicalRange range)) {
      return ResultCode.BAD_HANDLE;
    }
    long offset = argument(caller, 2);
    long size = argument(caller, 3);
    long permissions = argument(caller, 4);
    int all = Permission.READ | Permission.WRITE | Permission.EXECUTE;
    if (((offset | size) & (PAGE - 1)) != 0
        || offset < 0
        || size <= 0
        || offset >= range.size
        || size > range.size - offset
        || (permissions & ~(long) all) != 0
        || (permissions & Permission.READ) == 0) {
      return ResultCode.INVALID_ARGUMENT;
    }
    if ((permissions & ~(long) range.permissions) != 0) {
      return ResultCode.NO_RIGHT;
    }
    if (!(take(ObjectKind.PHYSICAL_RANGE, factory, space) instanceof PhysicalRange part)) {
      return ResultCode.EXHAUSTED;
    }
    part.start = range.start + offset;
    part.size = size;
    part.permissions = (int) permissions | (range.permissions & Permission.DEVICE);
    return finish(caller, space, part);
  }
}
