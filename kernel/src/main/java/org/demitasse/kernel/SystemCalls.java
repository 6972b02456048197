package org.demitasse.kernel;

import org.demitasse.abi.ObjectKind;
import org.demitasse.abi.Permission;
import org.demitasse.abi.ProgramLayout;
import org.demitasse.abi.ResultCode;
import org.demitasse.abi.SystemCall;
import org.demitasse.kernel.hal.Mmu;
import org.demitasse.kernel.hal.PhysicalMemory;
import org.demitasse.kernel.hal.UserRegisters;
import org.jspecify.annotations.Nullable;

/**
 * The system calls: arguments are checked here, and whatever is wrong with them is the caller's
 * error code. See {@link SystemCall} for each call's arguments and results.
 */
final class SystemCalls {
  /** The call has set all results itself, or its caller is not to go on. */
  static final int NO_RESULT = 2;

  /** The call is to be made again, after interrupts had their chance. */
  static final int REPEAT = 3;

  /** Steps of destruction that one call does. */
  private static final int STEPS = 32;

  private static final int PAGE = ProgramLayout.PAGE_SIZE;

  private final Kernel kernel;
  private final UserRegisters registers;
  private final PhysicalMemory memory;
  private final Mmu mmu;
  private final Messages messages;
  private final Signals signals;
  private final Scheduler scheduler;
  private final CapabilityTable capabilities;
  private final Destruction destruction;
  private final CreationCalls creation;
  private final ThreadCalls threads;
  private final MemoryCalls memoryCalls;

  SystemCalls(Kernel kernel) {
    this.kernel = kernel;
    registers = kernel.machine.registers();
    memory = kernel.machine.memory();
    mmu = kernel.machine.mmu();
    messages = kernel.messages;
    signals = kernel.signals;
    scheduler = kernel.scheduler;
    capabilities = kernel.objects.capabilities;
    destruction = kernel.destruction;
    creation = new CreationCalls(kernel);
    threads = new ThreadCalls(kernel);
    memoryCalls = new MemoryCalls(kernel);
  }

  /** Returns the {@link ResultCode} for x0, {@link #NO_RESULT} or {@link #REPEAT}. */
  int dispatch(Processor processor, UserThread caller) {
    long frame = caller.frame;
    long number = registers.callNumber(frame);
    if (number == SystemCall.NULL) {
      return ResultCode.OK;
    }
    if (number < 0 || number >= SystemCall.COUNT) {
      kernel.faults.unknownCall(caller);
      return NO_RESULT;
    }
    Space space = Kernel.spaceOf(caller);
    return switch ((int) number) {
      case SystemCall.CALL -> call(caller, space);
      case SystemCall.REPLY_WAIT -> replyWait(caller, space);
      case SystemCall.SEND -> send(caller, space);
      case SystemCall.WAIT ->
          wait(caller, space, registers.get(frame, 0), registers.get(frame, 1), true);
      case SystemCall.REPLY -> reply(caller, space);
      case SystemCall.REPLY_KEEP -> keepReply(caller, space);
      case SystemCall.NOTIFY -> notify(caller, space);
      case SystemCall.YIELD -> {
        registers.set(frame, 0, ResultCode.OK);
        scheduler.giveWay(processor);
        yield NO_RESULT;
      }
      case SystemCall.EXIT -> {
        kernel.console.finish(space);
        kernel.faults.raise(caller, UserThread.EXIT, 0, registers.get(frame, 0), 0);
        yield NO_RESULT;
      }
      case SystemCall.CONSOLE_WRITE -> writeConsole(caller, space);
      case SystemCall.ACKNOWLEDGE_WAIT -> acknowledgeAndWait(caller, space);
      case SystemCall.DESTROY -> destroy(processor, caller, space);
      case SystemCall.CAPABILITY_COPY -> copyCapability(caller, space);
      case SystemCall.CAPABILITY_DELETE -> deleteCapability(processor, caller, space);
      case SystemCall.CAPABILITY_QUERY -> queryCapability(caller, space);
      case SystemCall.MAP -> memoryCalls.map(caller, space);
      case SystemCall.UNMAP -> memoryCalls.unmap(caller, space);
      case SystemCall.QUERY -> memoryCalls.query(caller, space);
      case SystemCall.SPACE_RECURSIVE -> memoryCalls.makeRecursive(caller, space);
      case SystemCall.THREAD_HANDLERS -> threads.setHandlers(caller, space);
      case SystemCall.THREAD_PRIORITY -> threads.setPriority(caller, space);
      case SystemCall.THREAD_AFFINITY -> threads.setAffinity(processor, caller, space);
      case SystemCall.THREAD_START -> threads.start(caller, space);
      case SystemCall.THREAD_SUSPEND -> threads.suspend(processor, caller, space);
      case SystemCall.THREAD_CANCEL -> threads.cancel(caller, space);
      case SystemCall.THREAD_REGISTERS -> threads.accessRegisters(caller, space);
      case SystemCall.THREAD_TIMER -> threads.allowTimer(processor, caller, space);
      case SystemCall.NOTIFICATION_ACCEPT -> accept(caller, space);
      case SystemCall.ENDPOINT_BIND -> bindEndpoint(caller, space);
      case SystemCall.INTERRUPT_BIND -> bindInterrupt(caller, space);
      case SystemCall.INTERRUPT_ACKNOWLEDGE -> acknowledge(caller, space);
      case SystemCall.POWER_OFF -> powerOff(caller, space);
      case SystemCall.CONSOLE_READ -> readConsole(caller, space);
      case SystemCall.STATISTICS -> statistics(caller, space);
      default -> creation.dispatch((int) number, caller, space);
    };
  }

  boolean accessible(Space space, long address, long length, int permission) {
    return memoryCalls.accessible(space, address, length, permission);
  }

  private long argument(UserThread caller, int number) {
    return registers.get(caller.frame, number);
  }

  /** Consumes a cancellation that came while the thread did not wait. */
  private static boolean cancelled(UserThread caller) {
    boolean cancelled = caller.cancelled;
    caller.cancelled = false;
    return cancelled;
  }

  private int call(UserThread caller, Space space) {
    Capability capability = capabilities.find(space, argument(caller, 0));
    Portal portal = capability == null ? null : capability.portal;
    Endpoint endpoint = portal == null ? null : portal.endpoint;
    if (portal == null || endpoint == null || !endpoint.alive) {
      return ResultCode.BAD_HANDLE;
    }
    int check = messages.check(caller);
    if (check != ResultCode.OK) {
      return check;
    }
    if (cancelled(caller)) {
      return ResultCode.CANCELLED;
    }
    messages.send(caller, portal, endpoint, UserThread.CALL);
    return NO_RESULT;
  }

  private int send(UserThread caller, Space space) {
    Capability capability = capabilities.find(space, argument(caller, 0));
    Portal portal = capability == null ? null : capability.portal;
    Endpoint endpoint = portal == null ? null : portal.endpoint;
    if (portal == null || endpoint == null || !endpoint.alive) {
      return ResultCode.BAD_HANDLE;
    }
    int check = messages.check(caller);
    if (check != ResultCode.OK) {
      return check;
    }
    long flags = argument(caller, 6);
    if ((flags & ~SystemCall.NO_WAIT) != 0) {
      return ResultCode.INVALID_ARGUMENT;
    }
    if (endpoint.receivers.isEmpty()) {
      if (flags != 0) {
        return ResultCode.WOULD_WAIT;
      }
      if (cancelled(caller)) {
        return ResultCode.CANCELLED;
      }
    }
    messages.send(caller, portal, endpoint, UserThread.SEND);
    return NO_RESULT;
  }

  /** Answers the last caller of a thread; {@link ResultCode#NO_CALLER} if there is none. */
  private int answerCaller(UserThread server) {
    UserThread client = server.caller;
    if (client == null) {
      return ResultCode.NO_CALLER;
    }
    int check = messages.check(server);
    if (check != ResultCode.OK) {
      return check;
    }
    server.caller = null;
    client.partner = null;
    messages.answer(server, client);
    return ResultCode.OK;
  }

  private int replyWait(UserThread caller, Space space) {
    Capability capability = capabilities.find(space, argument(caller, 0));
    if (capability == null || !canWait(capability)) {
      return ResultCode.BAD_HANDLE;
    }
    int result = answerCaller(caller);
    if (result != ResultCode.OK && result != ResultCode.NO_CALLER) {
      return result;
    }
    return wait(caller, capability, 0);
  }

  private static boolean canWait(Capability capability) {
    return capability.endpoint != null || capability.object instanceof Notification;
  }

  private int wait(UserThread caller, Space space, long handle, long flags, boolean dropCaller) {
    Capability capability = capabilities.find(space, handle);
    if (capability == null || !canWait(capability)) {
      return ResultCode.BAD_HANDLE;
    }
    if ((flags & ~SystemCall.NO_WAIT) != 0) {
      return ResultCode.INVALID_ARGUMENT;
    }
    if (dropCaller) {
      messages.dropCaller(caller);
    }
    return wait(caller, capability, flags);
  }

  private int wait(UserThread caller, Capability capability, long flags) {
    Endpoint endpoint = capability.endpoint;
    Notification notification =
        endpoint != null
            ? endpoint.notification
            : capability.object instanceof Notification n ? n : null;
    if (notification != null && signals.take(notification, caller)) {
      return NO_RESULT;
    }
    if (endpoint != null && messages.receive(caller, endpoint)) {
      return NO_RESULT;
    }
    if (flags != 0) {
      return ResultCode.WOULD_WAIT;
    }
    if (cancelled(caller)) {
      return ResultCode.CANCELLED;
    }
    caller.state = UserThread.RECEIVING;
    caller.endpoint = endpoint;
    if (endpoint != null) {
      endpoint.receivers.add(caller);
    } else if (notification != null) {
      caller.notification = notification;
      notification.waiters.add(caller);
    }
    return NO_RESULT;
  }

  private int reply(UserThread caller, Space space) {
    long handle = argument(caller, 0);
    if (handle == 0) {
      return answerCaller(caller);
    }
    Capability capability = capabilities.find(space, handle);
    if (capability == null) {
      // A kept call that has ended leaves a stale capability behind.
      Capability stale = capabilities.findAny(space, handle);
      if (stale == null || !(stale.object instanceof ReplyRight)) {
        return ResultCode.BAD_HANDLE;
      }
      capabilities.remove(stale);
      return ResultCode.NO_CALLER;
    }
    if (!(capability.object instanceof ReplyRight right)) {
      return ResultCode.BAD_HANDLE;
    }
    int check = messages.check(caller);
    if (check != ResultCode.OK) {
      return check;
    }
    capabilities.remove(capability);
    Messages.endReply(right.thread);
    messages.answer(caller, right.thread);
    return ResultCode.OK;
  }

  private int keepReply(UserThread caller, Space space) {
    UserThread client = caller.caller;
    if (client == null) {
      return ResultCode.NO_CALLER;
    }
    if (!capabilities.hasRoom(space)) {
      return ResultCode.EXHAUSTED;
    }
    caller.caller = null;
    client.partner = null;
    client.reply.alive = true;
    registers.set(caller.frame, 1, capabilities.insert(space, client.reply, true));
    return ResultCode.OK;
  }

  private int notify(UserThread caller, Space space) {
    Capability capability = capabilities.find(space, argument(caller, 0));
    if (capability == null) {
      return ResultCode.BAD_HANDLE;
    }
    Portal portal = capability.portal;
    Notification notification;
    long bits;
    if (portal != null) {
      notification = portal.notification;
      bits = portal.label;
    } else {
      notification = capability.object instanceof Notification n ? n : null;
      bits = argument(caller, 1);
    }
    if (notification == null || !notification.alive) {
      return ResultCode.BAD_HANDLE;
    }
    registers.set(caller.frame, 0, ResultCode.OK);
    signals.signal(notification, bits, null);
    return NO_RESULT;
  }

  private int writeConsole(UserThread caller, Space space) {
    long address = argument(caller, 0);
    long length = argument(caller, 1);
    if (length < 0 || length > SystemCall.CONSOLE_WRITE_LIMIT) {
      return ResultCode.INVALID_ARGUMENT;
    }
    if (!memoryCalls.accessible(space, address, length, Permission.READ)) {
      return ResultCode.BAD_ADDRESS;
    }
    long control = argument(caller, 2);
    boolean labelled = control == 0;
    if (!labelled) {
      Capability capability = capabilities.find(space, control);
      if (capability == null || !(capability.object instanceof MachineControl)) {
        return ResultCode.BAD_HANDLE;
      }
    }
    boolean terminal = !labelled && argument(caller, 3) != 0;
    long physical = 0;
    for (long i = 0; i < length; i++) {
      if (i == 0 || ((address + i) & (PAGE - 1)) == 0) {
        physical = mmu.translate(space.tables, address + i) - i;
      }
      int value = memory.loadByte(physical + i);
      if (terminal) {
        kernel.console.terminal(value);
      } else {
        kernel.console.write(space, value, labelled);
      }
    }
    return ResultCode.OK;
  }

  private @Nullable InterruptLine interrupt(UserThread caller, Space space) {
    Capability capability = capabilities.find(space, argument(caller, 0));
    return capability != null && capability.object instanceof InterruptLine interrupt
        ? interrupt
        : null;
  }

  private int acknowledge(UserThread caller, Space space) {
    InterruptLine interrupt = interrupt(caller, space);
    if (interrupt == null) {
      return ResultCode.BAD_HANDLE;
    }
    if (interrupt.notification == null) {
      return ResultCode.WRONG_STATE;
    }
    signals.acknowledge(interrupt);
    return ResultCode.OK;
  }

  private int acknowledgeAndWait(UserThread caller, Space space) {
    long handle = argument(caller, 1);
    Capability capability = capabilities.find(space, handle);
    if (capability == null || !canWait(capability)) {
      return ResultCode.BAD_HANDLE;
    }
    int result = acknowledge(caller, space);
    return result == ResultCode.OK ? wait(caller, space, handle, 0, true) : result;
  }

  private int bindInterrupt(UserThread caller, Space space) {
    InterruptLine interrupt = interrupt(caller, space);
    if (interrupt == null) {
      return ResultCode.BAD_HANDLE;
    }
    long handle = argument(caller, 1);
    Notification notification = null;
    long bits = argument(caller, 2);
    if (handle != 0) {
      Capability target = capabilities.find(space, handle);
      if (target == null) {
        return ResultCode.BAD_HANDLE;
      }
      Portal portal = target.portal;
      if (portal != null) {
        notification = portal.notification;
        bits = portal.label;
      } else if (target.object instanceof Notification found) {
        notification = found;
      }
      if (notification == null || !notification.alive) {
        return ResultCode.BAD_HANDLE;
      }
    }
    signals.bind(interrupt, notification, bits);
    if (notification != null) {
      signals.acknowledge(interrupt);
    }
    return ResultCode.OK;
  }

  private int accept(UserThread caller, Space space) {
    Capability capability = capabilities.find(space, argument(caller, 0));
    if (capability == null || !(capability.object instanceof Notification notification)) {
      return ResultCode.BAD_HANDLE;
    }
    if (!capability.control) {
      return ResultCode.NO_RIGHT;
    }
    notification.accepted = argument(caller, 1);
    registers.set(caller.frame, 0, ResultCode.OK);
    signals.signal(notification, 0, null);
    return NO_RESULT;
  }

  private int bindEndpoint(UserThread caller, Space space) {
    Capability capability = capabilities.find(space, argument(caller, 0));
    Endpoint endpoint = capability == null ? null : capability.endpoint;
    if (capability == null || endpoint == null) {
      return ResultCode.BAD_HANDLE;
    }
    Notification notification = null;
    boolean control = capability.control;
    long handle = argument(caller, 1);
    if (handle != 0) {
      Capability other = capabilities.find(space, handle);
      if (other == null || !(other.object instanceof Notification found)) {
        return ResultCode.BAD_HANDLE;
      }
      notification = found;
      control &= other.control;
    }
    if (!control) {
      return ResultCode.NO_RIGHT;
    }
    if (notification != null && notification.endpoint != null) {
      return notification.endpoint == endpoint ? ResultCode.OK : ResultCode.IN_USE;
    }
    Notification old = endpoint.notification;
    if (old != null) {
      old.endpoint = null;
    }
    endpoint.notification = notification;
    registers.set(caller.frame, 0, ResultCode.OK);
    if (notification != null) {
      notification.endpoint = endpoint;
      signals.signal(notification, 0, null);
    }
    return NO_RESULT;
  }

  /** Takes apart what is dying; until nothing is, the caller makes its call again. */
  private int work(Processor processor, UserThread caller) {
    boolean done = destruction.work(processor, STEPS);
    if (caller.state != UserThread.RUNNING) {
      // It was among what was destroyed.
      return NO_RESULT;
    }
    caller.repeats = !done;
    return done ? ResultCode.OK : REPEAT;
  }

  private int destroy(Processor processor, UserThread caller, Space space) {
    if (caller.repeats) {
      return work(processor, caller);
    }
    Capability capability = capabilities.find(space, argument(caller, 0));
    KernelObject object = capability == null ? null : capability.object;
    if (capability == null || object == null || object instanceof MachineControl) {
      return ResultCode.BAD_HANDLE;
    }
    if (!capability.control) {
      return ResultCode.NO_RIGHT;
    }
    destruction.begin(object);
    capabilities.remove(capability);
    return work(processor, caller);
  }

  private int deleteCapability(Processor processor, UserThread caller, Space space) {
    if (caller.repeats) {
      return work(processor, caller);
    }
    Capability capability = capabilities.findAny(space, argument(caller, 0));
    if (capability == null) {
      return ResultCode.BAD_HANDLE;
    }
    destruction.delete(capability);
    return work(processor, caller);
  }

  private int copyCapability(UserThread caller, Space space) {
    Capability target = capabilities.find(space, argument(caller, 0));
    Capability source = capabilities.find(space, argument(caller, 1));
    if (target == null || !(target.object instanceof Space receiver) || source == null) {
      return ResultCode.BAD_HANDLE;
    }
    KernelObject object = source.object;
    if (object == null || object instanceof ReplyRight) {
      return ResultCode.BAD_HANDLE;
    }
    long control = argument(caller, 2);
    if (control != 0 && control != 1) {
      return ResultCode.INVALID_ARGUMENT;
    }
    if (control == 1 && !source.control) {
      return ResultCode.NO_RIGHT;
    }
    if (!capabilities.hasRoom(receiver)) {
      return ResultCode.EXHAUSTED;
    }
    registers.set(caller.frame, 1, capabilities.insert(receiver, object, control == 1));
    return ResultCode.OK;
  }

  private int queryCapability(UserThread caller, Space space) {
    Capability capability = capabilities.find(space, argument(caller, 0));
    long handle = argument(caller, 1);
    KernelObject object = capability == null ? null : capability.object;
    if (capability == null || object == null) {
      registers.set(caller.frame, 1, ObjectKind.NONE);
      return ResultCode.BAD_HANDLE;
    }
    registers.set(caller.frame, 1, object.kind);
    registers.set(caller.frame, 2, capability.control ? 1 : 0);
    registers.set(caller.frame, 3, object instanceof UserThread thread ? thread.id() : 0);
    registers.set(caller.frame, 4, 0);
    if (handle != 0 && object instanceof Portal portal) {
      // Who may wait at an endpoint is told the labels of its portals anyway.
      Capability waiting = capabilities.find(space, handle);
      if (waiting == null || waiting.endpoint == null) {
        return ResultCode.BAD_HANDLE;
      }
      if (portal.endpoint == waiting.endpoint) {
        registers.set(caller.frame, 4, portal.label);
      }
    }
    return ResultCode.OK;
  }

  private boolean hasMachineControl(UserThread caller, Space space) {
    Capability capability = capabilities.find(space, argument(caller, 0));
    return capability != null && capability.object instanceof MachineControl;
  }

  private int powerOff(UserThread caller, Space space) {
    if (!hasMachineControl(caller, space)) {
      return ResultCode.BAD_HANDLE;
    }
    kernel.end((int) argument(caller, 1));
    return ResultCode.NOT_SUPPORTED;
  }

  private int readConsole(UserThread caller, Space space) {
    if (!hasMachineControl(caller, space)) {
      return ResultCode.BAD_HANDLE;
    }
    registers.set(caller.frame, 1, kernel.readConsole());
    return ResultCode.OK;
  }

  private int statistics(UserThread caller, Space space) {
    if (!hasMachineControl(caller, space)) {
      return ResultCode.BAD_HANDLE;
    }
    long kind = argument(caller, 1);
    int free;
    int all;
    if (kind == -1) {
      free = kernel.pages.free();
      all = kernel.pages.size();
    } else if (kind == 0) {
      free = capabilities.free();
      all = capabilities.entries.length - 1;
    } else if (kind > 0 && kind < ObjectKind.REPLY) {
      Pool pool = kernel.objects.pool((int) kind);
      free = pool.free();
      all = pool.size();
    } else {
      return ResultCode.INVALID_ARGUMENT;
    }
    registers.set(caller.frame, 1, free);
    registers.set(caller.frame, 2, all);
    return ResultCode.OK;
  }
}
