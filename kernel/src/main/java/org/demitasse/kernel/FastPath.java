package org.demitasse.kernel;

import org.demitasse.abi.MessageTag;
import org.demitasse.abi.ResultCode;
import org.demitasse.kernel.hal.UserRegisters;

/**
 * The common message in few instructions: a call of a server that waits, and its answer, by threads
 * of one processor, with words in registers only, and nobody more urgent about. Whatever is not so
 * is found out before anything is changed and left to {@link Messages}, which gives the same
 * results.
 */
final class FastPath {
  private final Kernel kernel;
  private final UserRegisters registers;
  private final Scheduler scheduler;

  FastPath(Kernel kernel) {
    this.kernel = kernel;
    registers = kernel.machine.registers();
    scheduler = kernel.scheduler;
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
        || sender.cancelled
        || (frames.get(frame, 1) & MessageTag.LOW) > MessageTag.SHORT_WORDS) {
      return kernel.systemCall(processor);
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
        || server.cancelled
        || (frames.get(frame, 1) & MessageTag.LOW) > MessageTag.SHORT_WORDS) {
      return kernel.systemCall(processor);
    }
    long target = client.frame;
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
}
