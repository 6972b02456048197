package org.demitasse.kernel.hal;

/** All of the hardware abstraction layer that the portable kernel uses. */
public record Machine(
    PhysicalMemory memory,
    Mmu mmu,
    UserRegisters registers,
    Cpu cpu,
    InterruptController interrupts,
    Timer timer,
    Console console,
    Power power) {}
