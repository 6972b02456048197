package org.demitasse.kernel;

import org.demitasse.abi.ResultCode;
import org.demitasse.kernel.hal.InterruptController;
import org.demitasse.kernel.hal.UserRegisters;
import org.jspecify.annotations.Nullable;

/** Notifications, and interrupts as one source of them. */
final class Signals {
  private final UserRegisters registers;
  private final InterruptController controller;
  private final Scheduler scheduler;

  /** Who has which line. */
  private final @Nullable InterruptLine[] lines;

  Signals(UserRegisters registers, InterruptController controller, Scheduler scheduler) {
    this.registers = registers;
    this.controller = controller;
    this.scheduler = scheduler;
    lines = new InterruptLine[controller.lines()];
  }

  /** Sets bits, and lets one who waits for them go on. */
  void signal(Notification notification, long bits, @Nullable Processor here) {
    notification.pending |= bits;
    UserThread waiter = notification.waiters.first;
    if (waiter != null) {
      if (take(notification, waiter)) {
        notification.waiters.remove(waiter);
        waiter.notification = null;
        scheduler.wake(waiter, here);
      }
      return;
    }
    Endpoint endpoint = notification.endpoint;
    UserThread receiver = endpoint == null ? null : endpoint.receivers.first;
    if (endpoint != null && receiver != null && take(notification, receiver)) {
      endpoint.receivers.remove(receiver);
      receiver.endpoint = null;
      scheduler.wake(receiver, here);
    }
  }

  /** Delivers what is pending and accepted to a thread; false if that is nothing. */
  boolean take(Notification notification, UserThread receiver) {
    long delivered = notification.pending & notification.accepted;
    if (delivered == 0) {
      return false;
    }
    notification.pending &= ~delivered;
    registers.set(receiver.frame, 0, ResultCode.SIGNALS);
    registers.set(receiver.frame, 6, delivered);
    return true;
  }

  /** Returns who has a line, or null. */
  @Nullable InterruptLine holder(int line) {
    return lines[line];
  }

  void give(int line, InterruptLine holder) {
    lines[line] = holder;
  }

  /** A line has interrupted: it stays masked until its driver acknowledges. */
  void interrupt(int line) {
    controller.mask(line);
    InterruptLine holder = line < lines.length ? lines[line] : null;
    Notification notification = holder == null ? null : holder.notification;
    if (holder != null && notification != null) {
      signal(notification, holder.bits, null);
    }
  }

  /** Lets a line interrupt again; not before somebody is there to be told. */
  void acknowledge(InterruptLine interrupt) {
    if (interrupt.notification != null) {
      controller.unmask(interrupt.line, interrupt.processor);
    }
  }

  /** Chooses what an interrupt signals; null: nothing, it is masked. */
  void bind(InterruptLine interrupt, @Nullable Notification notification, long bits) {
    controller.mask(interrupt.line);
    Notification old = interrupt.notification;
    if (old != null) {
      remove(old, interrupt);
    }
    interrupt.notification = notification;
    interrupt.bits = bits;
    if (notification != null) {
      interrupt.next = notification.firstInterrupt;
      notification.firstInterrupt = interrupt;
    }
  }

  private static void remove(Notification notification, InterruptLine interrupt) {
    InterruptLine before = null;
    InterruptLine each = notification.firstInterrupt;
    while (each != null && each != interrupt) {
      before = each;
      each = each.next;
    }
    if (before == null) {
      notification.firstInterrupt = interrupt.next;
    } else {
      before.next = interrupt.next;
    }
    interrupt.next = null;
  }

  /** Takes a line back. */
  void release(InterruptLine interrupt) {
    bind(interrupt, null, 0);
    lines[interrupt.line] = null;
  }
}
