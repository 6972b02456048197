package org.demitasse.kernel;

import org.demitasse.abi.FaultMessage;
import org.demitasse.abi.MessageTag;
import org.demitasse.abi.OutOfLine;
import org.demitasse.abi.ResultCode;
import org.demitasse.abi.UtcbLayout;
import org.demitasse.kernel.hal.PhysicalMemory;
import org.demitasse.kernel.hal.UserRegisters;
import org.jspecify.annotations.Nullable;

/**
 * Messages from thread to thread, in all cases; {@link FastPath} has the common one again, in few
 * instructions. A message goes from the sender's registers and UTCB into the receiver's in one
 * step, when both are there: the kernel stores none. A fault is a message that the kernel puts
 * together at that moment from what the thread did.
 *
 * <p>Who waits is always released in the end: by a message, by its cancellation, or by the end of
 * what it waits for.
 */
final class Messages {
  private static final int WORD = 8;

  private final UserRegisters registers;
  private final PhysicalMemory memory;
  private final CapabilityTable capabilities;
  private final Scheduler scheduler;

  Messages(
      UserRegisters registers,
      PhysicalMemory memory,
      CapabilityTable capabilities,
      Scheduler scheduler) {
    this.registers = registers;
    this.memory = memory;
    this.capabilities = capabilities;
    this.scheduler = scheduler;
  }

  /** Says what is wrong with the message that a thread is about to send, or OK. */
  int check(UserThread sender) {
    long tag = registers.get(sender.frame, 1);
    int count = MessageTag.capabilities(tag);
    if (MessageTag.words(tag) > MessageTag.WORDS_LIMIT || count > MessageTag.CAPABILITIES_LIMIT) {
      return ResultCode.INVALID_ARGUMENT;
    }
    for (int i = 0; i < count; i++) {
      Capability sent = sentCapability(sender, i);
      if (sent == null || sent.object instanceof ReplyRight) {
        return ResultCode.BAD_HANDLE;
      }
    }
    return ResultCode.OK;
  }

  private @Nullable Capability sentCapability(UserThread sender, int index) {
    Space space = sender.space;
    long handle = memory.loadLong(sender.utcb + UtcbLayout.CAPABILITIES_SENT + (long) index * WORD);
    return space == null ? null : capabilities.find(space, handle);
  }

  /**
   * Sends through a portal: hands the message to who waits at the endpoint, or queues the sender.
   * The sender is the thread on its processor; it goes on at once only after a one-way message that
   * was taken.
   *
   * @param message {@link UserThread#CALL} and so on
   */
  void send(UserThread sender, Portal portal, Endpoint endpoint, int message) {
    sender.message = message;
    UserThread receiver = endpoint.receivers.first;
    if (receiver == null) {
      sender.state = UserThread.SENDING;
      sender.portal = portal;
      sender.endpoint = endpoint;
      sender.label = portal.label;
      endpoint.senders.add(sender);
      return;
    }
    endpoint.receivers.remove(receiver);
    receiver.endpoint = null;
    deliver(sender, receiver, portal.label);
    scheduler.wake(receiver, sender.processor);
  }

  /** Moves a message to a thread that is ready to take it, and settles who waits for whom. */
  private void deliver(UserThread sender, UserThread receiver, long label) {
    int message = sender.message;
    if (message == UserThread.CALL || message == UserThread.SEND) {
      transfer(sender, receiver, message == UserThread.SEND);
    } else {
      writeFault(sender, receiver);
    }
    registers.set(receiver.frame, 0, ResultCode.OK);
    registers.set(receiver.frame, 6, label);
    if (message == UserThread.SEND) {
      registers.set(sender.frame, 0, ResultCode.OK);
      return;
    }
    sender.state = UserThread.AWAITING_REPLY;
    sender.partner = receiver;
    receiver.caller = sender;
  }

  /**
   * Moves a message that may be long or carry capabilities, if nothing is wrong with it.
   *
   * @return whether it was moved; otherwise nothing has happened
   */
  @OutOfLine
  boolean transferChecked(UserThread from, UserThread to) {
    if (check(from) != ResultCode.OK) {
      return false;
    }
    transfer(from, to, false);
    return true;
  }

  private void transfer(UserThread from, UserThread to, boolean oneWay) {
    long tag = registers.get(from.frame, 1);
    registers.copyMessage(from.frame, to.frame);
    int words = MessageTag.words(tag);
    if (words > MessageTag.SHORT_WORDS) {
      long offset = UtcbLayout.MESSAGE + MessageTag.SHORT_WORDS * WORD;
      memory.copy(
          to.utcb + offset, from.utcb + offset, (long) (words - MessageTag.SHORT_WORDS) * WORD);
    }
    long received = tag & MessageTag.PASSED;
    int count = MessageTag.capabilities(tag);
    for (int i = 0; i < count; i++) {
      long handle = pass(from, to, i);
      if (handle == 0) {
        received |= MessageTag.CAPABILITIES_LOST;
      }
      memory.storeLong(to.utcb + UtcbLayout.CAPABILITIES_RECEIVED + (long) i * WORD, handle);
    }
    registers.set(to.frame, 1, oneWay ? received | MessageTag.ONE_WAY : received);
  }

  /** Gives the receiver a capability of the sender's; 0 if that is gone or there is no room. */
  private long pass(UserThread from, UserThread to, int index) {
    Capability sent = sentCapability(from, index);
    Space space = to.space;
    KernelObject object = sent == null ? null : sent.object;
    // Checked again: the sender's UTCB may have changed while it was queued.
    return space != null
            && object != null
            && !(object instanceof ReplyRight)
            && capabilities.hasRoom(space)
        ? capabilities.insert(space, object, false)
        : 0;
  }

  private void writeFault(UserThread thread, UserThread receiver) {
    long frame = receiver.frame;
    int words = FaultMessage.WORDS;
    int operation;
    switch (thread.message) {
      case UserThread.PAGE_FAULT -> {
        operation = FaultMessage.PAGE_FAULT;
        words = FaultMessage.REGISTERS;
      }
      case UserThread.EXIT -> operation = FaultMessage.EXIT;
      case UserThread.UNKNOWN_CALL -> operation = FaultMessage.UNKNOWN_CALL;
      default -> operation = FaultMessage.EXCEPTION;
    }
    registers.set(frame, 1, MessageTag.of(operation, words, 0));
    registers.set(frame, 2, thread.faultAddress);
    registers.set(frame, 3, thread.faultKind);
    registers.set(frame, 4, registers.instructionPointer(thread.frame));
    registers.set(frame, 5, thread.faultSyndrome);
    if (words == FaultMessage.WORDS) {
      long target = receiver.utcb + UtcbLayout.MESSAGE + FaultMessage.REGISTERS * WORD;
      for (int i = 0; i < FaultMessage.REGISTER_COUNT; i++) {
        memory.storeLong(target + (long) i * WORD, registers.get(thread.frame, i));
      }
    }
  }

  /**
   * Takes the next message of an endpoint for a thread, if somebody is queued there.
   *
   * @return whether a message has been taken
   */
  boolean receive(UserThread receiver, Endpoint endpoint) {
    UserThread sender = endpoint.senders.first;
    if (sender == null) {
      return false;
    }
    endpoint.senders.remove(sender);
    sender.endpoint = null;
    sender.portal = null;
    deliver(sender, receiver, sender.label);
    if (sender.message == UserThread.SEND) {
      scheduler.wake(sender);
    }
    return true;
  }

  /**
   * Answers a thread that is AWAITING_REPLY and that nobody has as its caller any more. The answer
   * is the message in the registers and UTCB of {@code server}.
   */
  void answer(UserThread server, UserThread client) {
    long tag = registers.get(server.frame, 1);
    switch (client.message) {
      case UserThread.CALL -> {
        transfer(server, client, false);
        registers.set(client.frame, 0, ResultCode.OK);
      }
      case UserThread.EXCEPTION, UserThread.UNKNOWN_CALL -> {
        if (MessageTag.words(tag) >= FaultMessage.WORDS) {
          long source = server.utcb + UtcbLayout.MESSAGE + FaultMessage.REGISTERS * WORD;
          writeRegisters(client, source);
        }
      }
      // After an exit there is nothing to go on with.
      case UserThread.EXIT -> client.suspended = true;
      default -> {
        // The access is tried again.
      }
    }
    scheduler.wake(client, server.processor);
  }

  /** Sets all registers of a thread that stands still from words in memory. */
  void writeRegisters(UserThread thread, long source) {
    thread.repeats = false;
    int status = FaultMessage.REGISTER_COUNT - 1;
    for (int i = 0; i < status; i++) {
      registers.set(thread.frame, i, memory.loadLong(source + (long) i * WORD));
    }
    registers.setStatus(thread.frame, memory.loadLong(source + (long) status * WORD));
  }

  /** Says whether a thread waits for a handler of something it did, rather than for a service. */
  static boolean waitsForHandler(UserThread thread) {
    return (thread.state == UserThread.SENDING || thread.state == UserThread.AWAITING_REPLY)
        && thread.message >= UserThread.PAGE_FAULT;
  }

  /**
   * Ends whatever a thread waits for. A call of its own returns {@code result}; a fault that nobody
   * will handle leaves it {@link UserThread#FAULTED}, unless {@code again} lets it try once more.
   * An unknown call that is tried again returns {@code result}; after an exit there is no again.
   */
  void release(UserThread thread, int result, boolean again) {
    boolean fault = waitsForHandler(thread);
    if (!withdraw(thread)) {
      return;
    }
    if (fault && (!again || thread.message == UserThread.EXIT)) {
      thread.state = UserThread.FAULTED;
      return;
    }
    if (!fault || thread.message == UserThread.UNKNOWN_CALL) {
      registers.set(thread.frame, 0, result);
    }
    scheduler.wake(thread);
  }

  /** Takes a thread out of the queue or the call that it waits in; false if it does not wait. */
  boolean withdraw(UserThread thread) {
    switch (thread.state) {
      case UserThread.SENDING -> {
        Endpoint endpoint = thread.endpoint;
        if (endpoint != null) {
          endpoint.senders.remove(thread);
        }
        thread.endpoint = null;
        thread.portal = null;
      }
      case UserThread.RECEIVING -> {
        Endpoint endpoint = thread.endpoint;
        Notification notification = thread.notification;
        if (endpoint != null) {
          endpoint.receivers.remove(thread);
        } else if (notification != null) {
          notification.waiters.remove(thread);
        }
        thread.endpoint = null;
        thread.notification = null;
      }
      case UserThread.AWAITING_REPLY -> {
        UserThread server = thread.partner;
        if (server != null) {
          server.caller = null;
        } else {
          endReply(thread);
        }
        thread.partner = null;
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Makes the capability that a call was kept in stale. */
  static void endReply(UserThread client) {
    ReplyRight reply = client.reply;
    reply.generation++;
    reply.alive = false;
    reply.references = 0;
  }

  /** Lets the caller that a thread has not answered go, with an error. */
  void dropCaller(UserThread server) {
    UserThread client = server.caller;
    if (client != null) {
      release(client, ResultCode.CANCELLED, false);
    }
  }
}
