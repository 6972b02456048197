package org.demitasse.kernel;

import org.demitasse.abi.ObjectKind;
import org.demitasse.kernel.simulation.SimulatedMachine;
import org.demitasse.kernel.simulation.SimulatedRegisters;
import org.jspecify.annotations.Nullable;

/**
 * All of the kernel's state that its future depends on, in an order of its own: two states are told
 * as the same sequence of words if nobody can tell them apart. Left out are how often slots were
 * used, in which order the free ones lie, and what fields hold that mean nothing in a state.
 */
final class KernelState {
  /** Takes the words. */
  interface Sink {
    void put(String what, long value);
  }

  private final SimulatedMachine machine;
  private final Kernel kernel;
  private final Sink sink;

  /** Handles and the contents of registers, too. */
  private final boolean values;

  KernelState(SimulatedMachine machine, Sink sink, boolean values) {
    this.machine = machine;
    kernel = machine.kernel;
    this.sink = sink;
    this.values = values;
  }

  void tell() {
    for (int i = 0; i < kernel.processorCount(); i++) {
      processor(kernel.processor(i));
    }
    Pool threads = kernel.objects.pool(ObjectKind.THREAD);
    for (int i = 0; i < threads.size(); i++) {
      if (threads.at(i) instanceof UserThread thread && thread.state != UserThread.FREE) {
        thread(thread);
      }
    }
    for (int kind = 1; kind < ObjectKind.REPLY; kind++) {
      Pool pool = kernel.objects.pool(kind);
      for (int i = 0; i < pool.size(); i++) {
        KernelObject object = pool.at(i);
        if (object.alive || isDying(object)) {
          sink.put("object of kind", kind);
          sink.put("index", i);
          sink.put("alive", object.alive ? 1 : 0);
          sink.put("payer", number(object.factory));
          object(object);
        }
      }
    }
    for (KernelObject each = kernel.destruction.first; each != null; each = each.nextInList) {
      sink.put("dying", each.kind << 16 | each.index);
    }
    for (int i = 0; i < machine.interrupts.lines(); i++) {
      if (machine.interrupts.isRaised(i) || machine.interrupts.isUnmasked(i)) {
        sink.put("line", i);
        sink.put("raised", machine.interrupts.isRaised(i) ? 1 : 0);
        sink.put("unmasked", machine.interrupts.isUnmasked(i) ? 1 : 0);
      }
    }
  }

  private boolean isDying(KernelObject object) {
    for (KernelObject each = kernel.destruction.first; each != null; each = each.nextInList) {
      if (each == object) {
        return true;
      }
    }
    return object instanceof Factory factory && factory.used > 0;
  }

  private static long number(@Nullable KernelObject object) {
    return object == null ? -2 : object.index;
  }

  private void queue(String what, ThreadQueue queue) {
    for (UserThread each = queue.first; each != null; each = each.next) {
      sink.put(what, each.index);
    }
  }

  private void processor(Processor processor) {
    sink.put("processor runs", processor.current.index);
    sink.put("slice", processor.sliceArmed ? 1 : 0);
    sink.put("interrupt", machine.interrupts.reschedulePending(processor.index) ? 1 : 0);
    sink.put("floating point of", number(processor.floatingPointOwner));
    sink.put("floating point", processor.floatingPointEnabled ? 1 : 0);
    sink.put("user timer", processor.userTimerEnabled ? 1 : 0);
    UserThread sent = processor.toSend;
    Processor target = processor.sendTo;
    if (sent != null && target != null && sent.generation == processor.toSendGeneration) {
      sink.put("sends", sent.index);
      sink.put("to", target.index);
    }
    for (int i = processor.topReady; i >= 0; i--) {
      queue("ready", processor.readyAt(i));
    }
  }

  private void thread(UserThread thread) {
    sink.put("thread", thread.index);
    sink.put("alive", thread.alive ? 1 : 0);
    sink.put("state", thread.state);
    sink.put("priority", thread.priority);
    sink.put("processor", thread.processor.index);
    sink.put("caller", number(thread.caller));
    sink.put("partner", number(thread.partner));
    int flags =
        (thread.suspended ? 1 : 0)
            | (thread.stopWanted ? 2 : 0)
            | (thread.repeats ? 4 : 0)
            | (thread.cancelled ? 8 : 0)
            | (thread.reply.alive ? 16 : 0)
            | (thread.sendUnknownCalls ? 32 : 0)
            | (thread.mayUseTimer ? 64 : 0);
    sink.put("flags", flags);
    boolean sending = thread.state == UserThread.SENDING;
    if (sending || thread.state == UserThread.AWAITING_REPLY) {
      sink.put("message", thread.message);
    }
    if (sending) {
      sink.put("portal", number(thread.portal));
      sink.put("label", thread.label);
    }
    sink.put("pager", portal(thread.pager, thread.pagerGeneration));
    sink.put("handler", portal(thread.handler, thread.handlerGeneration));
    int position =
        thread.state == UserThread.RUNNING && machine.repeats(thread.processor.index) ? 1 : 0;
    sink.put("repeats", position);
    if (values) {
      for (int i = 0; i <= SimulatedRegisters.STATUS; i++) {
        sink.put("register", machine.registers.get(thread.frame, i));
      }
      sink.put("fault", thread.faultAddress);
    } else if (position != 0) {
      for (int i = 0; i <= 8; i++) {
        sink.put("register", machine.registers.get(thread.frame, i));
      }
    }
  }

  private static long portal(@Nullable Portal portal, int generation) {
    return portal == null || portal.generation != generation ? -1 : portal.index;
  }

  private void object(KernelObject object) {
    switch (object) {
      case Factory factory -> {
        sink.put("limit", factory.limit);
        sink.put("used", factory.used);
      }
      case Space space -> space(space);
      case Endpoint endpoint -> {
        queue("sender", endpoint.senders);
        queue("receiver", endpoint.receivers);
        sink.put("bound", number(endpoint.notification));
      }
      case Notification notification -> {
        queue("waiter", notification.waiters);
        sink.put("pending", notification.pending);
        sink.put("accepted", notification.accepted);
      }
      case Portal portal -> {
        sink.put("endpoint", number(portal.endpoint));
        sink.put("notification", number(portal.notification));
        sink.put("label", portal.label);
      }
      case InterruptLine interrupt -> {
        sink.put("line", interrupt.line);
        sink.put("notification", number(interrupt.notification));
        sink.put("bits", interrupt.bits);
      }
      case PhysicalRange range -> {
        sink.put("start", range.start);
        sink.put("size", range.size);
      }
      default -> {
        // Threads have been told.
      }
    }
  }

  private void space(Space space) {
    sink.put("limit", space.capabilityLimit);
    CapabilityTable table = kernel.objects.capabilities;
    for (Capability each : table.entries) {
      KernelObject object = each.object;
      if (each.owner == space && object != null) {
        boolean current = object.generation == each.objectGeneration;
        sink.put("capability", each.index);
        sink.put("of kind", current ? object.kind : 0);
        sink.put("of", current ? object.index : 0);
        sink.put("control", each.control ? 1 : 0);
        if (values) {
          sink.put("handle", each.handle);
        }
      }
    }
  }
}
