package org.demitasse.kernel.aarch64;

import org.demitasse.kernel.boot.Platform;
import org.demitasse.kernel.boot.Processors;
import org.jspecify.annotations.Nullable;

/**
 * Starts the processors that did not boot. Each gets a slot, which is a stack and a {@link
 * ProcessorBlocks} block; slots of those that do not come are not used again, since they may come
 * later.
 *
 * <p>Two ways lead into start.S: PSCI CPU_ON calls its entry with the slot in x0. Whoever runs
 * already waits there in the pen, MMU off, until its affinity and slot stand in secondary_context.
 * Those whom firmware holds by a spin table are led to the first instruction of the image, as if
 * they came with the one that boots, and so into the pen; whoever is in the pen already does not
 * mind.
 */
final class OtherProcessors {
  /** Arm DEN 0022D.b, 5.1.4, CPU_ON with 64-bit arguments: target, entry, context. */
  private static final long CPU_ON = 0xC400_0003L;

  /** secondary_context, see start.S: affinity and slot of who may leave the pen. */
  private static final int PEN_ID = 0;

  private static final int PEN_SLOT = 8;

  private static final int SECONDS = 5;
  private static final int PAGE = 4096;

  private final ArmPlatform platform;
  private final int[] slots = new int[ProcessorBlocks.COUNT];
  private int count = 1;
  private int nextSlot = 1;

  OtherProcessors(ArmPlatform platform) {
    this.platform = platform;
  }

  /** Returns the slot of a processor by its index. */
  int slot(int index) {
    return slots[index];
  }

  @Nullable String start(Processors processors, int index, Platform.Conduit conduit) {
    long id = processors.id(index);
    Processors.Start start = processors.start(index);
    if (nextSlot == ProcessorBlocks.COUNT) {
      return "too many others did not start";
    }
    boolean penned = start != Processors.Start.PSCI || conduit == Platform.Conduit.NONE;
    if (start == Processors.Start.UNKNOWN) {
      return "its enable-method is not known; the kernel serves psci and spin-table";
    }
    if (start == Processors.Start.SPIN_TABLE && !leadIntoPen(processors.release(index))) {
      return "too many device registers";
    }
    if (nextSlot == 1) {
      // Before anybody else is in the kernel.
      Hardware.useLock();
    }
    int slot = nextSlot++;
    ProcessorBlocks.prepare(slot, count);
    if (penned) {
      release(id, slot);
    } else {
      long result = turnOn(id, slot, conduit);
      if (result != 0) {
        // 5.2.2, error codes.
        return result == -2
            ? "PSCI refuses: it does not exist"
            : result == -4 ? "PSCI refuses: it runs already" : "PSCI refuses";
      }
    }
    if (!await(slot)) {
      ProcessorBlocks.abandon(slot);
      return "it did not arrive within 5 seconds";
    }
    slots[count++] = slot;
    return null;
  }

  /**
   * Tells firmware where a processor shall go on. The processors that wait have their MMUs off and
   * read memory as a device, so the word is written as one; its page is in no other mapping.
   */
  private boolean leadIntoPen(long release) {
    long page = platform.mapDevice(release & -PAGE, PAGE);
    if (page == 0) {
      return false;
    }
    Hardware.store64(page + (release & (PAGE - 1)), platform.entry().image());
    Hardware.sendEvent();
    return true;
  }

  private void release(long id, int slot) {
    long context = Hardware.secondaryContext();
    Hardware.store64(context + PEN_SLOT, slot);
    Hardware.store64(context + PEN_ID, id);
    Hardware.publishLine(context);
  }

  private long turnOn(long id, int slot, Platform.Conduit conduit) {
    long entry = platform.entry().image() + Hardware.secondaryEntry() - Hardware.imageStart();
    return conduit == Platform.Conduit.HVC
        ? Hardware.psciByHvc(CPU_ON, id, entry, slot)
        : Hardware.psciBySmc(CPU_ON, id, entry, slot);
  }

  private static boolean await(int slot) {
    long start = Hardware.counter();
    long limit = SECONDS * Hardware.counterFrequency();
    while (!ProcessorBlocks.arrived(slot)) {
      if (Hardware.counter() - start > limit) {
        return false;
      }
      Hardware.letOthersRun();
    }
    return true;
  }
}
