package org.demitasse.kernel.simulation;

import org.demitasse.abi.Permission;
import org.demitasse.kernel.Kernel;
import org.demitasse.kernel.KernelConsole;
import org.demitasse.kernel.PageAllocator;
import org.demitasse.kernel.hal.Console;
import org.demitasse.kernel.hal.Machine;
import org.demitasse.kernel.hal.Power;

/**
 * A machine on the JVM with a booted kernel and a running root program, whose system calls the test
 * makes.
 */
public final class SimulatedMachine {
  public static final long RAM = 0x4000_0000L;
  public static final int RAM_SIZE = 1 << 20;

  /** RAM that the root program sees: the upper half. */
  public static final long ROOT_RAM = RAM + RAM_SIZE / 2;

  /** Thrown where a real machine would be off. */
  public static final class PoweredOff extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  public final SimulatedMemory memory = new SimulatedMemory(RAM, RAM_SIZE);
  public final SimulatedMmu mmu = new SimulatedMmu();
  public final SimulatedRegisters registers = new SimulatedRegisters(memory);
  public final StringBuilder output = new StringBuilder();
  public final PageAllocator pages = new PageAllocator(memory);
  public final Kernel kernel;
  public final long rootTables;

  /** The frame of the thread that is on the processor. */
  public long frame;

  public SimulatedMachine() {
    Console serial =
        new Console() {
          @Override
          public void put(int value) {
            output.append((char) value);
          }

          @Override
          public int get() {
            return -1;
          }
        };
    Power power =
        new Power() {
          @Override
          public void off() {
            throw new PoweredOff();
          }

          @Override
          public void halt() {
            throw new PoweredOff();
          }
        };
    pages.give(RAM, RAM_SIZE / 2);
    Machine machine = new Machine(memory, mmu, registers, serial, power);
    kernel = new Kernel(machine, new KernelConsole(serial), pages, 8, 8);
    if (!kernel.prepare()) {
      throw new IllegalStateException("kernel pages");
    }
    rootTables = kernel.createRoot(memory, text("core\0"));
    mmu.map(rootTables, ROOT_RAM, ROOT_RAM, RAM_SIZE / 2, Permission.READ | Permission.WRITE);
    frame = kernel.startRoot(0x1_0000_1000L, 0);
  }

  /** Makes a system call of the running thread; returns what x0 of that thread holds then. */
  public long call(int number, long... arguments) {
    long caller = frame;
    for (int i = 0; i < arguments.length; i++) {
      registers.set(caller, i, arguments[i]);
    }
    registers.set(caller, 8, number);
    frame = kernel.systemCall();
    return registers.get(caller, 0);
  }

  /** Returns a result register of the running thread. */
  public long result(int register) {
    return registers.get(frame, register);
  }

  /** Puts text into the root program's RAM and returns its address. */
  public long text(String text) {
    long address = ROOT_RAM + 0x1000;
    for (int i = 0; i < text.length(); i++) {
      memory.storeByte(address + i, text.charAt(i));
    }
    return address;
  }

  public void fault(int event, int kind, long address) {
    frame = kernel.fault(event, kind, address, 0);
  }

  public String lines() {
    return output.toString().replace("\r\n", "\n");
  }
}
