package org.demitasse.kernel;

import org.demitasse.abi.FaultMessage;
import org.demitasse.abi.MessageTag;
import org.demitasse.abi.OutOfLine;
import org.demitasse.abi.ResultCode;
import org.demitasse.abi.SystemCall;
import org.demitasse.kernel.hal.UserRegisters;

/**
 * What happens most, in few instructions: a call of a server that waits, and its answer; a page
 * fault whose pager waits; signals to a thread that waits for them; turns given away. All among
 * threads of one processor, with nobody more urgent about. Whatever is not so is found out before
 * anything is changed and left to the general way, which gives the same results.
 */
final class FastPath {
  /** Tag of the message about a page fault. */
  private static final long PAGE_FAULT =
      MessageTag.of(FaultMessage.PAGE_FAULT, FaultMessage.REGISTERS, 0);

  private final Kernel kernel;
  private final UserRegisters registers;
  private final Scheduler scheduler;
  private final Messages messages;

  FastPath(Kernel kernel) {
    this.kernel = kernel;
    registers = kernel.machine.registers();
    scheduler = kernel.scheduler;
    messages = kernel.messages;
  }

  /** Serves CALL of the running thread; returns the frame to resume. */
  long call(Processor processor) {
    UserRegisters frames = registers;
    UserThread sender = processor.current;
    long frame = sender.frame;
    long handle = frames.get(frame, 0);
    Capability[] capabilities = processor.capabilities;
    int index = (int) handle & Capability.INDEX;
    if (index >= capabilities.length) {
      return kernel.systemCall(processor);
    }
    Capability capability = capabilities[index];
    Portal portal = capability.portal;
    if (capability.handle != handle || capability.owner != sender.space || portal == null) {
      return kernel.systemCall(processor);
    }
    Endpoint endpoint = portal.endpoint;
    if (portal.generation != capability.objectGeneration || endpoint == null || !endpoint.alive) {
      return kernel.systemCall(processor);
    }
    UserThread receiver = endpoint.receivers.first;
    if (receiver == null
        || receiver.next != null
        || receiver.processor != processor
        || receiver.priority < processor.switchLimit
        || receiver.suspended
        || sender.cancelled) {
      return kernel.systemCall(processor);
    }
    if ((frames.get(frame, 1) & MessageTag.LOW) > MessageTag.SHORT_WORDS) {
      return callLong(processor, receiver, endpoint, portal.label);
    }
    endpoint.receivers.first = null;
    long target = receiver.frame;
    frames.copyMessage(frame, target);
    frames.set(target, 0, ResultCode.OK);
    frames.set(target, 6, portal.label);
    sender.message = UserThread.CALL;
    sender.state = UserThread.AWAITING_REPLY;
    sender.partner = receiver;
    receiver.caller = sender;
    receiver.state = UserThread.RUNNING;
    Scheduler switcher = scheduler;
    switcher.makeCurrent(processor, sender, receiver);
    switcher.activate(processor, receiver);
    return processor.lazyState ? switcher.switchLazyState(processor, receiver) : target;
  }

  /** The rest of a call whose message is long or carries capabilities. */
  @OutOfLine
  private long callLong(Processor processor, UserThread receiver, Endpoint endpoint, long label) {
    UserThread sender = processor.current;
    if (!messages.transferChecked(sender, receiver)) {
      return kernel.systemCall(processor);
    }
    endpoint.receivers.first = null;
    registers.set(receiver.frame, 0, ResultCode.OK);
    registers.set(receiver.frame, 6, label);
    sender.message = UserThread.CALL;
    sender.state = UserThread.AWAITING_REPLY;
    sender.partner = receiver;
    receiver.caller = sender;
    return run(processor, sender, receiver);
  }

  /** The rest of an answer of that kind. */
  @OutOfLine
  private long replyLong(
      Processor processor, UserThread server, UserThread client, Endpoint endpoint) {
    if (client.message != UserThread.CALL || !messages.transferChecked(server, client)) {
      return kernel.systemCall(processor);
    }
    registers.set(client.frame, 0, ResultCode.OK);
    server.caller = null;
    server.state = UserThread.RECEIVING;
    server.endpoint = endpoint;
    endpoint.receivers.add(server);
    client.partner = null;
    return run(processor, server, client);
  }

  /** Switches to a thread that is in no queue; returns its frame. */
  @OutOfLine
  private long run(Processor processor, UserThread last, UserThread next) {
    next.state = UserThread.RUNNING;
    Scheduler switcher = scheduler;
    switcher.makeCurrent(processor, last, next);
    switcher.activate(processor, next);
    return processor.lazyState ? switcher.switchLazyState(processor, next) : next.frame;
  }

  /** Serves REPLY_WAIT of the running thread; returns the frame to resume. */
  long replyWait(Processor processor) {
    UserRegisters frames = registers;
    UserThread server = processor.current;
    UserThread client = server.caller;
    if (client == null) {
      return kernel.systemCall(processor);
    }
    long frame = server.frame;
    long handle = frames.get(frame, 0);
    Capability[] capabilities = processor.capabilities;
    int index = (int) handle & Capability.INDEX;
    if (index >= capabilities.length) {
      return kernel.systemCall(processor);
    }
    Capability capability = capabilities[index];
    Endpoint endpoint = capability.endpoint;
    if (capability.handle != handle
        || capability.owner != server.space
        || endpoint == null
        || endpoint.generation != capability.objectGeneration) {
      return kernel.systemCall(processor);
    }
    Notification notification = endpoint.notification;
    if (endpoint.senders.first != null
        || endpoint.receivers.first != null
        || (notification != null && (notification.pending & notification.accepted) != 0)
        || client.processor != processor
        || client.priority < processor.switchLimit
        || client.suspended
        || server.cancelled) {
      return kernel.systemCall(processor);
    }
    long target = client.frame;
    if ((frames.get(frame, 1) & MessageTag.LOW) > MessageTag.SHORT_WORDS) {
      return replyLong(processor, server, client, endpoint);
    }
    if (client.message == UserThread.CALL) {
      frames.copyMessage(frame, target);
      frames.set(target, 0, ResultCode.OK);
    } else if (client.message != UserThread.PAGE_FAULT) {
      return kernel.systemCall(processor);
    }
    server.caller = null;
    server.state = UserThread.RECEIVING;
    server.endpoint = endpoint;
    server.next = null;
    server.previous = null;
    endpoint.receivers.first = server;
    endpoint.receivers.last = server;
    client.partner = null;
    client.state = UserThread.RUNNING;
    Scheduler switcher = scheduler;
    switcher.makeCurrent(processor, server, client);
    switcher.activate(processor, client);
    return processor.lazyState ? switcher.switchLazyState(processor, client) : target;
  }

  /** Serves any other system call of the running thread; returns the frame to resume. */
  long systemCall(Processor processor) {
    UserRegisters frames = registers;
    long frame = processor.current.frame;
    long number = frames.callNumber(frame);
    if (number == SystemCall.NULL) {
      frames.set(frame, 0, ResultCode.OK);
      return frame;
    }
    if (number == SystemCall.NOTIFY) {
      return notify(processor);
    }
    if (number == SystemCall.WAIT) {
      return poll(processor);
    }
    if (number == SystemCall.YIELD) {
      frames.set(frame, 0, ResultCode.OK);
      return giveWay(processor);
    }
    return kernel.systemCall(processor);
  }

  private long giveWay(Processor processor) {
    UserThread current = processor.current;
    UserThread next = processor.rotate(current);
    if (next == null) {
      return current.priority < processor.switchLimit
          ? kernel.systemCall(processor)
          : current.frame;
    }
    current.state = UserThread.READY;
    next.state = UserThread.RUNNING;
    Scheduler switcher = scheduler;
    switcher.makeCurrent(processor, current, next);
    switcher.activate(processor, next);
    return processor.lazyState ? switcher.switchLazyState(processor, next) : next.frame;
  }

  private long notify(Processor processor) {
    UserRegisters frames = registers;
    UserThread current = processor.current;
    long frame = current.frame;
    long handle = frames.get(frame, 0);
    Capability[] capabilities = processor.capabilities;
    int index = (int) handle & Capability.INDEX;
    if (index >= capabilities.length) {
      return kernel.systemCall(processor);
    }
    Capability capability = capabilities[index];
    KernelObject object = capability.object;
    if (capability.handle != handle
        || capability.owner != current.space
        || object == null
        || object.generation != capability.objectGeneration) {
      return kernel.systemCall(processor);
    }
    Portal portal = capability.portal;
    Notification notification;
    long bits;
    if (portal != null) {
      notification = portal.notification;
      bits = portal.label;
    } else {
      notification = object instanceof Notification itself ? itself : null;
      bits = frames.get(frame, 1);
    }
    if (notification == null || !notification.alive) {
      return kernel.systemCall(processor);
    }
    UserThread waiter = notification.waiters.first;
    bits |= notification.pending;
    long delivered = bits & notification.accepted;
    if (delivered == 0
        || waiter == null
        || waiter.next != null
        || waiter.processor != processor
        || waiter.priority <= current.priority
        || waiter.priority <= processor.topReady
        || waiter.suspended) {
      return kernel.systemCall(processor);
    }
    notification.waiters.first = null;
    notification.pending = bits & ~delivered;
    waiter.notification = null;
    long target = waiter.frame;
    frames.set(frame, 0, ResultCode.OK);
    frames.set(target, 0, ResultCode.SIGNALS);
    frames.set(target, 6, delivered);
    current.state = UserThread.READY;
    processor.enqueue(current, true);
    return run(processor, current, waiter);
  }

  /** WAIT at a notification that does not end in waiting. */
  private long poll(Processor processor) {
    UserRegisters frames = registers;
    UserThread current = processor.current;
    long frame = current.frame;
    long handle = frames.get(frame, 0);
    Capability[] capabilities = processor.capabilities;
    int index = (int) handle & Capability.INDEX;
    if (index >= capabilities.length) {
      return kernel.systemCall(processor);
    }
    Capability capability = capabilities[index];
    if (capability.handle != handle
        || capability.owner != current.space
        || frames.get(frame, 1) != SystemCall.NO_WAIT
        || current.caller != null
        || !(capability.object instanceof Notification notification)
        || notification.generation != capability.objectGeneration) {
      return kernel.systemCall(processor);
    }
    long delivered = notification.pending & notification.accepted;
    if (delivered == 0) {
      frames.set(frame, 0, ResultCode.WOULD_WAIT);
      return frame;
    }
    notification.pending &= ~delivered;
    frames.set(frame, 0, ResultCode.SIGNALS);
    frames.set(frame, 6, delivered);
    return frame;
  }

  /** A page fault of the running thread: see {@link Kernel#fault}. */
  long fault(Processor processor, int kind, long address, long syndrome) {
    UserThread thread = processor.current;
    Portal portal = thread.pager;
    if (portal == null || portal.generation != thread.pagerGeneration) {
      return kernel.fault(processor, kind, address, syndrome);
    }
    Endpoint endpoint = portal.endpoint;
    UserThread pager = endpoint == null ? null : endpoint.receivers.first;
    if (endpoint == null
        || !endpoint.alive
        || pager == null
        || pager.next != null
        || pager.processor != processor
        || pager.priority < processor.switchLimit
        || pager.suspended) {
      return kernel.fault(processor, kind, address, syndrome);
    }
    endpoint.receivers.first = null;
    UserRegisters frames = registers;
    long target = pager.frame;
    thread.faultKind = kind;
    thread.faultAddress = address;
    thread.faultSyndrome = syndrome;
    frames.set(target, 0, ResultCode.OK);
    frames.set(target, 1, PAGE_FAULT);
    frames.set(target, 2, address);
    frames.set(target, 3, kind);
    frames.set(target, 4, frames.instructionPointer(thread.frame));
    frames.set(target, 5, syndrome);
    frames.set(target, 6, portal.label);
    thread.message = UserThread.PAGE_FAULT;
    thread.state = UserThread.AWAITING_REPLY;
    thread.partner = pager;
    pager.caller = thread;
    pager.state = UserThread.RUNNING;
    Scheduler switcher = scheduler;
    switcher.makeCurrent(processor, thread, pager);
    switcher.activate(processor, pager);
    return processor.lazyState ? switcher.switchLazyState(processor, pager) : target;
  }
}
