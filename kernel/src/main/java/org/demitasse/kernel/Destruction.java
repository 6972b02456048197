package org.demitasse.kernel;

import org.demitasse.abi.ProgramLayout;
import org.demitasse.abi.ResultCode;
import org.demitasse.kernel.hal.Mmu;
import org.jspecify.annotations.Nullable;

/**
 * The end of objects. An object dies in two parts. {@link #begin} makes every reference to it stale
 * and puts it into the list of the dying. {@link #work} then takes it apart in steps of bounded
 * length: releases who waits for it, destroys what belongs to it, gives its slot back.
 *
 * <p>A system call that destroys something is made again by its thread until nothing is dying, with
 * interrupts taken in between; should that thread end meanwhile, whoever stops running next goes on
 * with the work, and so does the end of each time slice. {@link Processor#hold} sees to it that
 * neither is passed by.
 */
final class Destruction {
  /** Tables of a space that one step frees. */
  private static final int TABLES_AT_ONCE = 4;

  private final Objects objects;
  private final Messages messages;
  private final Signals signals;
  private final Scheduler scheduler;
  private final Mmu mmu;
  private final PageAllocator pages;
  private final KernelConsole console;
  private final Processor[] processors;
  @Nullable KernelObject first;
  private @Nullable KernelObject last;

  private boolean held;

  /** The step could not go on before another processor has let go of a thread. */
  private boolean waitsForProcessor;

  Destruction(
      Objects objects,
      Messages messages,
      Signals signals,
      Scheduler scheduler,
      Mmu mmu,
      PageAllocator pages,
      KernelConsole console,
      Processor[] processors) {
    this.objects = objects;
    this.messages = messages;
    this.signals = signals;
    this.scheduler = scheduler;
    this.mmu = mmu;
    this.pages = pages;
    this.console = console;
    this.processors = processors;
  }

  /** Says whether something is dying. */
  boolean pending() {
    return first != null;
  }

  /** Makes an object stale and lets it die. */
  void begin(KernelObject object) {
    if (!object.alive || object instanceof MachineControl) {
      return;
    }
    if (object instanceof ReplyRight reply) {
      messages.release(reply.thread, ResultCode.CANCELLED, false);
      return;
    }
    object.alive = false;
    object.generation++;
    if (object instanceof Factory factory) {
      // At once: between the two parts its objects could give their quota back twice.
      end(factory);
    } else {
      append(object);
      hold(true);
    }
  }

  /** Lets no processor switch threads past the scheduler while something is dying. */
  private void hold(boolean dying) {
    if (held != dying) {
      held = dying;
      for (Processor processor : processors) {
        processor.hold(dying);
      }
    }
  }

  private void append(KernelObject object) {
    object.nextInList = null;
    KernelObject tail = last;
    if (first == null || tail == null) {
      first = object;
    } else {
      tail.nextInList = object;
    }
    last = object;
  }

  /** Deletes a capability, and the object if it was the last one. */
  void delete(Capability capability) {
    KernelObject object = objects.capabilities.remove(capability);
    if (object != null) {
      begin(object);
    }
  }

  /**
   * Does some of the work.
   *
   * @param steps how many steps at most
   * @return whether nothing is dying any more
   */
  boolean work(Processor here, int steps) {
    boolean done = takeApart(here, steps);
    if (done) {
      hold(false);
    }
    return done;
  }

  private boolean takeApart(Processor here, int steps) {
    for (int i = 0; i < steps; i++) {
      KernelObject object = first;
      if (object == null) {
        return true;
      }
      first = object.nextInList;
      object.nextInList = null;
      if (!step(here, object)) {
        // Others go first: it may depend on them.
        append(object);
        if (waitsForProcessor) {
          waitsForProcessor = false;
          return false;
        }
      }
    }
    return first == null;
  }

  /** Takes an object apart a little; returns whether that was the last of it. */
  private boolean step(Processor here, KernelObject object) {
    boolean done =
        switch (object) {
          case UserThread thread -> end(here, thread);
          case Space space -> end(here, space);
          case Endpoint endpoint -> end(endpoint);
          case Notification notification -> end(notification);
          case Portal portal -> end(portal);
          case InterruptLine interrupt -> {
            signals.release(interrupt);
            yield true;
          }
          default -> true;
        };
    if (done) {
      release(object);
    }
    return done;
  }

  private void release(KernelObject object) {
    Factory payer = object.factory;
    object.factory = null;
    objects.pool(object.kind).release(object);
    if (payer != null) {
      giveBack(payer, object.cost);
    }
  }

  /** Returns quota to a factory; one that is dead passes it on, and goes when it holds none. */
  private void giveBack(Factory factory, int amount) {
    Factory each = factory;
    int returned = amount;
    while (true) {
      each.used -= returned;
      if (each.alive) {
        return;
      }
      Factory parent = each.factory;
      if (each.used == 0) {
        each.factory = null;
        if (each.index >= 0) {
          objects.pool(each.kind).release(each);
        }
        returned++;
      }
      if (parent == null) {
        return;
      }
      each = parent;
    }
  }

  private void end(Factory factory) {
    int unused = factory.limit - factory.used;
    factory.limit = factory.used;
    // Counted as if it had been used until now.
    factory.used += unused;
    giveBack(factory, unused);
  }

  private boolean end(Processor here, UserThread thread) {
    if (scheduler.stopElsewhere(thread, here)) {
      waitsForProcessor = true;
      return false;
    }
    if (thread.state == UserThread.READY) {
      scheduler.withdraw(thread);
    } else {
      messages.withdraw(thread);
    }
    thread.state = UserThread.FREE;
    messages.dropCaller(thread);
    thread.caller = null;
    scheduler.forget(thread);
    Space space = thread.space;
    if (space != null) {
      unlink(space, thread);
      // Even in a dying space: other threads of it may run still.
      if (mmu.translate(space.tables, thread.utcbAddress) == thread.utcb) {
        mmu.unmap(space.tables, space.tag(), thread.utcbAddress, ProgramLayout.PAGE_SIZE);
      }
    }
    pages.release(thread.utcb);
    return true;
  }

  private static void unlink(Space space, UserThread thread) {
    UserThread before = thread.previousInSpace;
    UserThread after = thread.nextInSpace;
    if (before == null) {
      space.firstThread = after;
    } else {
      before.nextInSpace = after;
    }
    if (after != null) {
      after.previousInSpace = before;
    }
    thread.nextInSpace = null;
    thread.previousInSpace = null;
  }

  private boolean end(Processor here, Space space) {
    UserThread thread = space.firstThread;
    if (thread != null) {
      begin(thread);
      return false;
    }
    Capability capability = space.firstCapability;
    if (capability != null) {
      delete(capability);
      return false;
    }
    if (here.activation == space.activation) {
      scheduler.activateNothing(here);
    }
    console.finish(space);
    return mmu.destroy(space.tables, space.tag(), TABLES_AT_ONCE);
  }

  private boolean end(Endpoint endpoint) {
    UserThread waiter = endpoint.senders.first;
    if (waiter == null) {
      waiter = endpoint.receivers.first;
    }
    if (waiter != null) {
      messages.release(waiter, ResultCode.CANCELLED, false);
      return false;
    }
    Portal portal = endpoint.firstPortal;
    if (portal != null) {
      drop(portal);
      return false;
    }
    Notification notification = endpoint.notification;
    if (notification != null) {
      notification.endpoint = null;
      endpoint.notification = null;
    }
    return true;
  }

  private boolean end(Notification notification) {
    UserThread waiter = notification.waiters.first;
    if (waiter != null) {
      messages.release(waiter, ResultCode.CANCELLED, false);
      return false;
    }
    Portal portal = notification.firstPortal;
    if (portal != null) {
      drop(portal);
      return false;
    }
    InterruptLine interrupt = notification.firstInterrupt;
    if (interrupt != null) {
      signals.bind(interrupt, null, 0);
      return false;
    }
    Endpoint endpoint = notification.endpoint;
    if (endpoint != null) {
      endpoint.notification = null;
      notification.endpoint = null;
    }
    return true;
  }

  /** Destroys a portal whose target is dying. It leaves the target's list at once. */
  private void drop(Portal portal) {
    if (portal.alive) {
      begin(portal);
    }
    unlink(portal);
  }

  private boolean end(Portal portal) {
    Endpoint endpoint = portal.endpoint;
    if (endpoint != null) {
      UserThread each = endpoint.senders.first;
      while (each != null) {
        UserThread after = each.next;
        if (each.portal == portal) {
          messages.release(each, ResultCode.CANCELLED, false);
        }
        each = after;
      }
    }
    unlink(portal);
    return true;
  }

  private static void unlink(Portal portal) {
    Endpoint endpoint = portal.endpoint;
    Notification notification = portal.notification;
    if (endpoint == null && notification == null) {
      return;
    }
    Portal before = portal.previous;
    Portal after = portal.next;
    if (before != null) {
      before.next = after;
    } else if (endpoint != null) {
      endpoint.firstPortal = after;
    } else if (notification != null) {
      notification.firstPortal = after;
    }
    if (after != null) {
      after.previous = before;
    }
    portal.next = null;
    portal.previous = null;
    portal.endpoint = null;
    portal.notification = null;
  }
}
