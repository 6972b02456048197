package org.demitasse.boottest;

import java.util.ArrayList;
import java.util.List;
import org.demitasse.abi.ProgramLayout;
import org.demitasse.base.Component;
import org.demitasse.base.Env;
import org.demitasse.base.raw.RawMemory;
import org.jspecify.annotations.Nullable;

/**
 * Does one thing that ends a component; its label says which. The comment at the end of a line
 * names the fault that the line is to be found by.
 */
public final class Culprit implements Component {
  /** First address of the kernel's half. */
  private static final long KERNEL = 0xFFFF_8000_0000_0000L;

  /** Where the kernel's own code is linked. */
  private static final long KERNEL_CODE = 0xFFFF_FFFF_8000_0000L;

  /**
   * RAM of the machine virt begins here; everybody's pages are in it somewhere. On raspi3b the
   * interrupt controller is here.
   */
  private static final long RAM = 0x4000_0000L;

  @Override
  public void construct(Env env) {
    env.log("begins");
    misdeed(env).run();
    env.log("survives");
  }

  /** Methods of their own, so that the compiler does not fold one access into another's. */
  private static Runnable misdeed(Env env) {
    return switch (env.label()) {
      case "recurses" -> () -> env.log("returns " + recurse(env, 1));
      case "divides-by-zero" -> () -> env.log("quotient " + divide(1, 0));
      case "dereferences-null" -> () -> env.log("length " + length(null));
      case "exceeds-array" -> () -> env.log("element " + element(new int[3], 3));
      case "fills-heap" -> () -> env.log("blocks " + fill(new ArrayList<>()));
      case "recurses-natively" ->
          () -> env.log("result " + Machinery.recurse(1)); // recurses-natively
      case "jumps-to-zero" -> () -> env.log("result " + RawMemory.call(0)); // jumps-to-zero
      case "reads-page-zero" -> () -> env.log("result " + RawMemory.loadLong(8)); // reads-page-zero
      case "reads-kernel" -> () -> env.log("result " + RawMemory.loadLong(KERNEL)); // reads-kernel
      case "writes-kernel" -> () -> RawMemory.storeLong(KERNEL_CODE, 1); // writes-kernel
      case "executes-kernel" ->
          () -> env.log("result " + RawMemory.call(KERNEL_CODE)); // executes-kernel
      case "reads-ram" -> () -> env.log("result " + RawMemory.loadLong(RAM)); // reads-ram
      case "reads-no-address" ->
          () -> env.log("result " + RawMemory.loadLong(1L << 52)); // reads-no-address
      case "writes-information" ->
          () -> RawMemory.storeLong(ProgramLayout.COMPONENT_INFORMATION, 1); // writes-information
      case "writes-code" -> () -> RawMemory.storeInt(Machinery.codeAddress(), 0); // writes-code
      case "writes-constants" ->
          () -> RawMemory.storeInt(Machinery.constantAddress(), 0); // writes-constants
      case "executes-constants" ->
          () ->
              env.log(
                  "result " + RawMemory.call(Machinery.constantAddress())); // executes-constants
      case "executes-data" ->
          () -> env.log("result " + RawMemory.call(Machinery.dataAddress())); // executes-data
      case "executes-stack" ->
          () -> env.log("result " + RawMemory.call(Machinery.stackAddress())); // executes-stack
      case "executes-undefined" -> () -> Machinery.undefinedInstruction(); // executes-undefined
      case "executes-privileged" -> () -> Machinery.privilegedInstruction(); // executes-privileged
      case "breaks" -> () -> Machinery.breakpoint(); // breaks
      case "reads-unaligned" -> () -> Machinery.unalignedAccess(); // reads-unaligned
      default -> throw new IllegalArgumentException("no misdeed is called " + env.label());
    };
  }

  /** Two calls, so that no compiler makes a loop of both. */
  @SuppressWarnings("InfiniteRecursion")
  private static int recurse(Env env, int depth) {
    int further = recurse(env, depth + 1); // recurses
    return further ^ recurse(env, depth + 2);
  }

  private static int divide(int dividend, int divisor) {
    return dividend / divisor; // divides-by-zero
  }

  @SuppressWarnings("NullAway")
  private static int length(int @Nullable [] array) {
    return array.length; // dereferences-null
  }

  private static int element(int[] array, int index) {
    return array[index]; // exceeds-array
  }

  private static int fill(List<byte[]> blocks) {
    while (true) {
      blocks.add(new byte[10_000]); // fills-heap
    }
  }
}
