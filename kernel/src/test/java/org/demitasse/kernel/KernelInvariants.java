package org.demitasse.kernel;

import org.demitasse.abi.ObjectKind;
import org.demitasse.kernel.simulation.SimulatedMachine;
import org.demitasse.kernel.simulation.SimulatedMmu;
import org.jspecify.annotations.Nullable;

/**
 * What must hold of the kernel's whole state whenever no processor is in it. {@link #check} walks
 * everything and allocates nothing, so that it can follow each of millions of steps.
 */
final class KernelInvariants implements SimulatedMmu.Visitor {
  private static final int NOWHERE = 0;

  private final SimulatedMachine machine;
  private final Kernel kernel;
  private final Pool factories;
  private final Pool threads;
  private final Pool spaces;
  private final Pool endpoints;
  private final Pool portals;
  private final Pool notifications;
  private final Pool interrupts;

  /** In how many queues each thread was found, by index. */
  private final int[] queued;

  /** Whether each object of the pool at hand was found in a list. */
  private final boolean[] listed;

  private final int[] charged;
  private final int[] references = new int[4096];
  private final boolean[] held;
  private @Nullable Space visited;

  KernelInvariants(SimulatedMachine machine) {
    this.machine = machine;
    kernel = machine.kernel;
    factories = kernel.objects.pool(ObjectKind.FACTORY);
    threads = kernel.objects.pool(ObjectKind.THREAD);
    spaces = kernel.objects.pool(ObjectKind.SPACE);
    endpoints = kernel.objects.pool(ObjectKind.ENDPOINT);
    portals = kernel.objects.pool(ObjectKind.PORTAL);
    notifications = kernel.objects.pool(ObjectKind.NOTIFICATION);
    interrupts = kernel.objects.pool(ObjectKind.INTERRUPT);
    queued = new int[threads.size()];
    listed = new boolean[4096];
    charged = new int[factories.size() + 1];
    held = new boolean[kernel.objects.capabilities.entries.length];
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError(what);
    }
  }

  private static void require(boolean holds, String what, KernelObject object) {
    if (!holds) {
      throw new AssertionError(what + ": " + ObjectKind.name(object.kind) + " " + object.index);
    }
  }

  void check() {
    for (int i = 0; i < queued.length; i++) {
      queued[i] = NOWHERE;
    }
    for (int i = 0; i < kernel.processorCount(); i++) {
      processor(kernel.processor(i));
    }
    for (int i = 0; i < endpoints.size(); i++) {
      if (endpoints.at(i) instanceof Endpoint endpoint) {
        endpoint(endpoint);
      }
    }
    for (int i = 0; i < notifications.size(); i++) {
      if (notifications.at(i) instanceof Notification notification) {
        notification(notification);
      }
    }
    for (int i = 0; i < threads.size(); i++) {
      if (threads.at(i) instanceof UserThread thread) {
        thread(thread);
      }
    }
    pools();
    capabilities();
    for (int i = 0; i < portals.size(); i++) {
      if (portals.at(i) instanceof Portal portal && portal.alive) {
        require(
            (portal.endpoint == null) != (portal.notification == null),
            "a portal leads to one thing",
            portal);
      }
    }
    quotas();
    interruptLines();
    spacesAndPages();
  }

  private void processor(Processor processor) {
    if (!processor.started) {
      return;
    }
    int index = processor.index;
    UserThread current = processor.current;
    require(current.state == UserThread.RUNNING, "the current thread runs", current);
    require(current.processor == processor, "a thread runs on its processor", current);
    require(processor.favourite == null, "a favourite lasts for one entry");
    Space space = current.space;
    require(
        processor.activation == current.activation || space == null,
        "the current thread's space is active",
        current);
    require(
        machine.processors.activeRoot(index) == (space == null ? 0 : space.tables),
        "the current thread's tables are active",
        current);
    require(machine.running(index) == current.frame, "the current thread was resumed", current);
    if (current == processor.idle) {
      require(current.priority == -1, "the idle thread has no priority");
      require(
          machine.registers.instructionPointer(current.frame) == -1,
          "the idle thread idles in the kernel");
    } else {
      require(current.space != null, "user threads have spaces", current);
      require(machine.utcbRegister(index) == current.utcbAddress, "it finds its UTCB", current);
    }
    readyQueues(processor);
    boolean asked = machine.interrupts.pending(index);
    require(
        current.priority >= processor.topReady || asked, "the most urgent thread runs", current);
    require(
        current.priority != processor.topReady
            || current.priority < 0
            || processor.sliceArmed
            || asked,
        "who shares a priority has a time slice",
        current);
    require(processor.sliceArmed == machine.timerArmed(index), "the timer is what it seems");
    UserThread owner = processor.floatingPointOwner;
    if (owner != null) {
      require(owner.processor == processor, "floating point is where its thread is", owner);
      require(owner.state != UserThread.FREE, "floating point of a thread that is gone", owner);
    }
    require(
        processor.floatingPointEnabled == machine.floatingPointEnabled(index),
        "floating point is enabled as it seems");
    require(
        !processor.floatingPointEnabled || owner == current,
        "floating point is enabled for its owner",
        current);
    require(
        processor.userTimerEnabled == machine.userTimerEnabled(index),
        "the user timer is enabled as it seems");
    require(
        !processor.userTimerEnabled || current.mayUseTimer || asked,
        "the user timer is enabled for who may use it",
        current);
    require(
        processor.lazyState || (owner == null && !processor.userTimerEnabled),
        "a switch looks at the lazy state");
  }

  private void readyQueues(Processor processor) {
    int top = -1;
    for (int priority = 0; priority < Processor.PRIORITIES; priority++) {
      ThreadQueue queue = processor.readyAt(priority);
      UserThread first = queue.first;
      boolean bit = (processor.readyBits[priority >> 6] >>> priority & 1) != 0;
      require(bit == (first != null), "a bit for each priority with ready threads");
      if (first == null) {
        continue;
      }
      top = priority;
      links(queue);
      for (UserThread each = first; each != null; each = each.next) {
        queued[each.index]++;
        require(each.state == UserThread.READY, "a run queue holds ready threads", each);
        require(each.priority == priority, "a thread is queued by its priority", each);
        require(each.processor == processor, "a thread is queued at its processor", each);
      }
    }
    require(processor.topReady == top, "the highest ready priority is known");
    require(
        kernel.destruction.pending()
            ? processor.switchLimit >= Processor.HELD
            : processor.switchLimit == (processor.sliceArmed ? top : top + 1),
        "the limit of direct switches is known");
  }

  private static void links(ThreadQueue queue) {
    UserThread before = null;
    int length = 0;
    for (UserThread each = queue.first; each != null; each = each.next) {
      require(each.previous == before, "neighbours in a queue know each other", each);
      require(length++ < 4096, "a queue ends", each);
      before = each;
    }
    require(before == null || queue.last == before, "a queue knows its last");
  }

  private void endpoint(Endpoint endpoint) {
    require(
        endpoint.senders.isEmpty() || endpoint.receivers.isEmpty(),
        "either senders or receivers wait",
        endpoint);
    links(endpoint.senders);
    links(endpoint.receivers);
    for (UserThread each = endpoint.senders.first; each != null; each = each.next) {
      queued[each.index]++;
      require(each.state == UserThread.SENDING, "senders send", each);
      require(each.endpoint == endpoint, "a sender knows its endpoint", each);
      Portal portal = each.portal;
      require(portal != null && portal.endpoint == endpoint, "a sender came by a portal", each);
      require(portal != null && each.label == portal.label, "a sender has a label", each);
    }
    Notification bound = endpoint.notification;
    for (UserThread each = endpoint.receivers.first; each != null; each = each.next) {
      queued[each.index]++;
      require(each.state == UserThread.RECEIVING, "receivers receive", each);
      require(each.endpoint == endpoint, "a receiver knows its endpoint", each);
      require(each.notification == null, "a receiver waits in one place", each);
      require(each.caller == null, "a receiver owes nobody an answer", each);
      require(
          bound == null || (bound.pending & bound.accepted) == 0,
          "no signal is lost on a receiver",
          each);
    }
    require(bound == null || bound.endpoint == endpoint, "a binding is mutual", endpoint);
    Portal before = null;
    for (Portal each = endpoint.firstPortal; each != null; each = each.next) {
      require(each.endpoint == endpoint, "a portal knows its endpoint", each);
      require(each.notification == null, "a portal leads to one thing", each);
      require(each.previous == before, "portals know each other", each);
      before = each;
    }
  }

  private void notification(Notification notification) {
    links(notification.waiters);
    for (UserThread each = notification.waiters.first; each != null; each = each.next) {
      queued[each.index]++;
      require(each.state == UserThread.RECEIVING, "waiters wait", each);
      require(each.notification == notification, "a waiter knows what it waits for", each);
      require(each.endpoint == null, "a waiter waits in one place", each);
      require(each.caller == null, "a waiter owes nobody an answer", each);
      require(
          (notification.pending & notification.accepted) == 0,
          "no signal is lost on a waiter",
          each);
    }
    Endpoint bound = notification.endpoint;
    require(
        bound == null || bound.notification == notification, "a binding is mutual", notification);
    Portal before = null;
    for (Portal each = notification.firstPortal; each != null; each = each.next) {
      require(each.notification == notification, "a portal knows its notification", each);
      require(each.endpoint == null, "a portal leads to one thing", each);
      require(each.previous == before, "portals know each other", each);
      before = each;
    }
    for (InterruptLine each = notification.firstInterrupt; each != null; each = each.next) {
      require(each.notification == notification, "a line knows its notification", each);
    }
  }

  private void thread(UserThread thread) {
    boolean inQueue =
        switch (thread.state) {
          case UserThread.READY, UserThread.SENDING, UserThread.RECEIVING -> true;
          default -> false;
        };
    require(queued[thread.index] == (inQueue ? 1 : 0), "a thread is where its state says", thread);
    if (!inQueue) {
      require(thread.next == null && thread.previous == null, "out of queues", thread);
    }
    require(
        thread.state == UserThread.RECEIVING || thread.notification == null,
        "only who waits has a notification",
        thread);
    UserThread partner = thread.partner;
    ReplyRight reply = thread.reply;
    if (thread.state == UserThread.AWAITING_REPLY) {
      if (partner != null) {
        require(partner.caller == thread, "caller and server know each other", thread);
        require(!reply.alive, "a call is answered in one way", thread);
      } else {
        require(reply.alive && reply.references == 1, "a kept call has a capability", thread);
      }
    } else {
      require(partner == null, "only a caller has a server", thread);
      require(!reply.alive, "only a caller can be answered", thread);
    }
    UserThread caller = thread.caller;
    require(
        caller == null || caller.partner == thread, "server and caller know each other", thread);
    require(thread.state != UserThread.FREE || caller == null, "the dead answer nobody", thread);
    require(
        thread.state != UserThread.RUNNING || thread.processor.current == thread,
        "who runs is on a processor",
        thread);
    require(
        thread.alive || thread.state == UserThread.FREE || isDying(thread),
        "who is destroyed is taken apart",
        thread);
    require(!thread.alive || thread.state != UserThread.FREE, "who lives has a state", thread);
  }

  private boolean isDying(KernelObject object) {
    for (KernelObject each = kernel.destruction.first; each != null; each = each.nextInList) {
      if (each == object) {
        return true;
      }
    }
    return false;
  }

  /** Each object is free, alive, dying, or a dead factory with a debt; never two of these. */
  private void pools() {
    int dying = 0;
    for (KernelObject each = kernel.destruction.first; each != null; each = each.nextInList) {
      require(!each.alive, "the dying are not alive", each);
      require(dying++ < 4096, "the list of the dying ends", each);
    }
    for (int kind = 1; kind < ObjectKind.REPLY; kind++) {
      Pool pool = kernel.objects.pool(kind);
      int free = 0;
      for (KernelObject each = pool.firstFree; each != null; each = each.nextInList) {
        require(free++ < pool.size(), "the list of the free ends", each);
        require(pool.at(each.index) == each, "the free are of the pool", each);
        require(!each.alive, "the free are not alive", each);
        require(each.factory == null, "nobody pays for the free", each);
        require(!listed[each.index], "the free are listed once", each);
        listed[each.index] = true;
      }
      require(free == pool.free(), "the free are counted");
      for (KernelObject each = kernel.destruction.first; each != null; each = each.nextInList) {
        if (each.kind == kind && each.index >= 0) {
          require(!listed[each.index], "the dying are listed once", each);
          listed[each.index] = true;
        }
      }
      for (int i = 0; i < pool.size(); i++) {
        KernelObject object = pool.at(i);
        boolean debtor = object instanceof Factory factory && !factory.alive && factory.used > 0;
        require(listed[i] != (object.alive || debtor), "no object is lost", object);
        listed[i] = false;
      }
    }
  }

  private void capabilities() {
    CapabilityTable table = kernel.objects.capabilities;
    for (int i = 0; i < held.length; i++) {
      held[i] = false;
    }
    for (int i = 0; i < references.length; i++) {
      references[i] = 0;
    }
    int all = 0;
    for (int i = 0; i < spaces.size(); i++) {
      if (!(spaces.at(i) instanceof Space space)) {
        continue;
      }
      int count = 0;
      Capability before = null;
      for (Capability each = space.firstCapability; each != null; each = each.next) {
        require(!held[each.index], "a capability is held once", space);
        held[each.index] = true;
        count++;
        require(each.owner == space, "a capability knows its owner", space);
        require(each.previous == before, "capabilities know each other", space);
        require(
            each.handle == ((long) each.life << Capability.INDEX_BITS | each.index)
                && each.life > 0,
            "a handle has index and life",
            space);
        capability(each, space);
        before = each;
      }
      require(count == space.capabilities, "capabilities are counted", space);
      require(count <= space.capabilityLimit, "no space holds more than it may", space);
      all += count;
    }
    int free = 0;
    for (Capability each = table.firstFree; each != null; each = each.next) {
      require(free++ < held.length, "the free capabilities end");
      require(!held[each.index], "a free capability is held by nobody");
      held[each.index] = true;
      require(each.handle == 0 && each.object == null, "a free capability names nothing");
      require(each.portal == null && each.endpoint == null, "a free capability leads nowhere");
    }
    require(free == table.free(), "free capabilities are counted");
    require(free + all == held.length - 1, "no capability is lost");
    for (int kind = 1; kind < ObjectKind.REPLY; kind++) {
      Pool pool = kernel.objects.pool(kind);
      for (int i = 0; i < pool.size(); i++) {
        if (pool.at(i).alive) {
          require(
              pool.at(i).references == references[kind << 8 | i],
              "capabilities of an object are counted",
              pool.at(i));
          require(pool.at(i).references > 0, "what nobody can reach is destroyed", pool.at(i));
        }
      }
    }
    for (int i = 0; i < threads.size(); i++) {
      if (threads.at(i) instanceof UserThread thread && thread.reply.alive) {
        require(
            references[ObjectKind.REPLY << 8 | i] == thread.reply.references,
            "rights to answer are counted",
            thread);
      }
    }
  }

  private void capability(Capability capability, Space holder) {
    KernelObject object = capability.object;
    require(object != null, "a capability names something", holder);
    require(
        capability.portal == (object instanceof Portal portal ? portal : null),
        "a portal is found fast",
        holder);
    require(
        capability.endpoint == (object instanceof Endpoint endpoint ? endpoint : null),
        "an endpoint is found fast",
        holder);
    if (object != null && object.generation == capability.objectGeneration && object.index >= 0) {
      require(object.alive, "what a capability names is alive", object);
      references[object.kind << 8 | object.index]++;
    }
  }

  private void quotas() {
    for (int i = 0; i < charged.length; i++) {
      charged[i] = 0;
    }
    for (int kind = 1; kind < ObjectKind.REPLY; kind++) {
      Pool pool = kernel.objects.pool(kind);
      for (int i = 0; i < pool.size(); i++) {
        KernelObject object = pool.at(i);
        Factory payer = object.factory;
        if (payer != null) {
          int cost = object.cost;
          int pages = object instanceof Space space && space.alive ? tables(space) : 1;
          require(cost >= Objects.price(object.kind) + pages - 1, "an object is paid", object);
          if (object instanceof Factory factory) {
            // A dead one keeps what its objects still cost.
            cost += factory.alive ? factory.limit : factory.used;
          }
          charged[payer.index + 1] += cost;
        }
      }
    }
    factory(kernel.rootFactory);
    for (int i = 0; i < factories.size(); i++) {
      if (factories.at(i) instanceof Factory factory) {
        factory(factory);
      }
    }
  }

  private int tables(Space space) {
    return machine.mmu.tablePages(space.tables);
  }

  private void factory(Factory factory) {
    require(factory.used == charged[factory.index + 1], "quotas add up", factory);
    require(factory.used <= factory.limit || !factory.alive, "no quota is exceeded", factory);
    require(factory.used >= 0, "no quota is given twice", factory);
  }

  private void interruptLines() {
    for (int line = 0; line < machine.interrupts.lines(); line++) {
      InterruptLine holder = kernel.signals.holder(line);
      if (holder == null) {
        require(!machine.interrupts.isUnmasked(line), "nobody's lines are masked");
      } else {
        require(holder.line == line, "a holder knows its line", holder);
        require(
            holder.notification != null || !machine.interrupts.isUnmasked(line),
            "a line that tells nobody is masked",
            holder);
      }
    }
    for (int i = 0; i < interrupts.size(); i++) {
      if (interrupts.at(i) instanceof InterruptLine interrupt && interrupt.alive) {
        require(
            kernel.signals.holder(interrupt.line) == interrupt, "a line has a holder", interrupt);
        Notification notification = interrupt.notification;
        boolean found = notification == null;
        if (notification != null) {
          for (InterruptLine e = notification.firstInterrupt; e != null; e = e.next) {
            found |= e == interrupt;
          }
        }
        require(found, "a bound line is listed", interrupt);
      }
    }
  }

  private void spacesAndPages() {
    int utcbs = 0;
    for (int i = 0; i < spaces.size(); i++) {
      if (!(spaces.at(i) instanceof Space space)) {
        continue;
      }
      UserThread before = null;
      for (UserThread each = space.firstThread; each != null; each = each.nextInSpace) {
        require(each.space == space, "a thread knows its space", each);
        require(each.previousInSpace == before, "threads of a space know each other", each);
        require(each.state != UserThread.FREE, "the threads of a space are in use", each);
        before = each;
        utcbs++;
      }
    }
    int inUse = 0;
    for (int i = 0; i < threads.size(); i++) {
      inUse += threads.at(i) instanceof UserThread t && t.state != UserThread.FREE ? 1 : 0;
    }
    require(utcbs == inUse, "every thread is in its space's list");
    int frames =
        ((threads.size() + kernel.processorCount()) * machine.registers.frameSize() + 4095) / 4096;
    require(
        machine.pages.size() - machine.pages.free() == frames + utcbs + machine.mmu.tablePages(),
        "no page is lost");
    for (int i = 0; i < kernel.processorCount(); i++) {
      Space active = kernel.processor(i).current.space;
      if (active != null) {
        visited = active;
        machine.mmu.visit(active.tables, this);
      }
    }
  }

  @Override
  public void mapping(long virtual, long physical, long size, int permissions) {
    if (physical >= machine.kernelRamEnd || physical < SimulatedMachine.RAM) {
      return;
    }
    Space space = visited;
    boolean found = false;
    if (space != null) {
      for (UserThread each = space.firstThread; each != null; each = each.nextInSpace) {
        found |= each.utcb == physical;
      }
    }
    require(found, "of the kernel's pages, user code reaches the UTCBs of its space only");
  }
}
