package org.demitasse.kernel;

import org.demitasse.abi.ObjectKind;
import org.demitasse.abi.OutOfLine;

/**
 * Shows the kernel's state on the console while everything stands still. A system whose description
 * says so has it: Ctrl-T enters it, a letter shows something, {@code g} lets the system go on.
 *
 * <p>It runs under the kernel's lock with interrupts off and changes nothing. Input is polled with
 * the kernel's timer, which therefore never rests in such a system.
 */
public final class KernelDebugger {
  /** Ctrl-T, what BSD systems show their status for. */
  private static final int ENTER = 'T' & 0x1F;

  private final Kernel kernel;
  private final KernelConsole console;

  KernelDebugger(Kernel kernel) {
    this.kernel = kernel;
    console = kernel.console;
  }

  /** Enters the debugger if that was typed; other input stays for whoever reads it. */
  void poll() {
    int next = console.serial().get();
    while (next >= 0) {
      if (next == ENTER) {
        run();
      } else {
        console.putBack(next);
      }
      next = console.serial().get();
    }
  }

  /** Takes a byte that somebody else has read; returns whether it was for the debugger. */
  boolean takes(int input) {
    if (input != ENTER) {
      return false;
    }
    run();
    return true;
  }

  private void run() {
    help();
    while (true) {
      int command = console.serial().get();
      switch (command) {
        case 't' -> threads();
        case 's' -> spaces();
        case 'c' -> capabilities();
        case 'q' -> runQueues();
        case 'o' -> objects();
        case 'g' -> {
          console.line().text("debugger: going on").end();
          return;
        }
        case -1 -> {
          // Nothing typed yet.
        }
        default -> help();
      }
    }
  }

  private void help() {
    console
        .line()
        .text("debugger: t threads, s spaces, c capabilities, q run queues, o objects, g go on")
        .end();
  }

  @OutOfLine
  private void threads() {
    Pool pool = kernel.objects.pool(ObjectKind.THREAD);
    for (int i = 0; i < pool.size(); i++) {
      if (pool.at(i) instanceof UserThread thread && thread.alive) {
        thread(thread);
      }
    }
    end("thread", pool);
  }

  @OutOfLine
  private void thread(UserThread thread) {
    console.line().text("thread ").decimal(thread.index + 1L);
    console.text(" id ").hexadecimal(thread.id()).text(" of ");
    console.label(Kernel.spaceOf(thread)).text(": ").text(state(thread));
    Endpoint endpoint = thread.endpoint;
    UserThread partner = thread.partner;
    if ((thread.state == UserThread.SENDING || thread.state == UserThread.RECEIVING)
        && endpoint != null) {
      console.text(" at endpoint ").decimal(endpoint.index);
    } else if (thread.state == UserThread.AWAITING_REPLY && partner != null) {
      console.text(" of thread ").decimal(partner.index + 1L);
    }
    console.text(", priority ").decimal(thread.priority);
    console.text(", processor ").decimal(thread.processor.index);
    console.text(", instruction ");
    console.hexadecimal(kernel.machine.registers().instructionPointer(thread.frame)).end();
  }

  private static String state(UserThread thread) {
    return switch (thread.state) {
      case UserThread.SUSPENDED -> "suspended";
      case UserThread.READY -> "ready";
      case UserThread.RUNNING -> "running";
      case UserThread.SENDING -> "sending";
      case UserThread.RECEIVING -> "receiving";
      case UserThread.AWAITING_REPLY -> "awaiting a reply";
      case UserThread.FAULTED -> "faulted";
      default -> "ending";
    };
  }

  @OutOfLine
  private void spaces() {
    Pool pool = kernel.objects.pool(ObjectKind.SPACE);
    for (int i = 0; i < pool.size(); i++) {
      if (pool.at(i) instanceof Space space && space.alive) {
        console.line().text("space ").decimal(space.index).text(" ").label(space);
        console.text(": ").decimal(space.capabilities).text(" of ");
        console.decimal(space.capabilityLimit).text(" capabilities, tables at ");
        console.hexadecimal(space.tables).end();
      }
    }
    end("space", pool);
  }

  @OutOfLine
  private void capabilities() {
    Pool pool = kernel.objects.pool(ObjectKind.SPACE);
    for (int i = 0; i < pool.size(); i++) {
      if (pool.at(i) instanceof Space space && space.alive) {
        for (Capability each = space.firstCapability; each != null; each = each.next) {
          capability(space, each);
        }
      }
    }
    int all = kernel.objects.capabilities.entries.length - 1;
    console.line().decimal(all - kernel.objects.capabilities.free()).text(" of ");
    console.decimal(all).text(" capabilities in use").end();
  }

  @OutOfLine
  private void capability(Space space, Capability capability) {
    console.line().label(space).text(" ").hexadecimal(capability.handle).text(": ");
    KernelObject object = capability.object;
    if (object == null || object.generation != capability.objectGeneration) {
      console.text("stale");
    } else {
      console.text(ObjectKind.name(object.kind)).text(" ").decimal(object.index);
      if (object instanceof Portal portal) {
        console.text(" label ").hexadecimal(portal.label);
      }
    }
    console.text(capability.control ? ", control" : "").end();
  }

  @OutOfLine
  private void runQueues() {
    for (int i = 0; i < kernel.processorCount(); i++) {
      Processor processor = kernel.processor(i);
      console.line().text("processor ").decimal(i);
      if (!processor.started) {
        console.text(": not started").end();
        continue;
      }
      console.text(": runs ");
      if (processor.current == processor.idle) {
        console.text("nothing");
      } else {
        console.text("thread ").decimal(processor.current.index + 1L);
      }
      for (int priority = Processor.PRIORITIES - 1; priority >= 0; priority--) {
        UserThread first = processor.readyAt(priority).first;
        if (first != null) {
          console.text("; priority ").decimal(priority).text(":");
          for (UserThread each = first; each != null; each = each.next) {
            console.text(" ").decimal(each.index + 1L);
          }
        }
      }
      console.end();
    }
  }

  @OutOfLine
  private void objects() {
    for (int kind = 1; kind < ObjectKind.REPLY; kind++) {
      end(ObjectKind.name(kind), kernel.objects.pool(kind));
    }
    console.line().decimal(kernel.pages.size() - (long) kernel.pages.free()).text(" of ");
    console.decimal(kernel.pages.size()).text(" kernel pages in use").end();
  }

  private void end(String kind, Pool pool) {
    console.line().decimal(pool.size() - (long) pool.free()).text(" of ").decimal(pool.size());
    console.text(" in use: ").text(kind).end();
  }
}
