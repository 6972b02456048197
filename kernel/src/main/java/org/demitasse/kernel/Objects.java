package org.demitasse.kernel;

import org.demitasse.abi.ObjectKind;
import org.demitasse.kernel.hal.Machine;
import org.jspecify.annotations.Nullable;

/** The pools of all kinds of objects, and the objects there is one of. */
public final class Objects {
  final CapabilityTable capabilities;
  final MachineControl machineControl = new MachineControl();
  private final @Nullable Pool[] pools = new Pool[ObjectKind.COUNT];

  Objects(Limits limits, Machine machine, CapabilityTable capabilities, Processor first) {
    this.capabilities = capabilities;
    int spaceCount = Math.min(limits.spaces(), machine.mmu().tagCount());
    KernelObject[] factories = new KernelObject[limits.factories()];
    for (int i = 0; i < factories.length; i++) {
      factories[i] = new Factory(i);
    }
    KernelObject[] threads = new KernelObject[limits.threads()];
    for (int i = 0; i < threads.length; i++) {
      threads[i] = new UserThread(i, first);
    }
    KernelObject[] spaces = new KernelObject[spaceCount];
    for (int i = 0; i < spaces.length; i++) {
      spaces[i] = new Space(i);
    }
    KernelObject[] endpoints = new KernelObject[limits.endpoints()];
    for (int i = 0; i < endpoints.length; i++) {
      endpoints[i] = new Endpoint(i);
    }
    KernelObject[] portals = new KernelObject[limits.portals()];
    for (int i = 0; i < portals.length; i++) {
      portals[i] = new Portal(i);
    }
    KernelObject[] notifications = new KernelObject[limits.notifications()];
    for (int i = 0; i < notifications.length; i++) {
      notifications[i] = new Notification(i);
    }
    KernelObject[] interrupts = new KernelObject[limits.interrupts()];
    for (int i = 0; i < interrupts.length; i++) {
      interrupts[i] = new InterruptLine(i);
    }
    KernelObject[] ranges = new KernelObject[limits.ranges()];
    for (int i = 0; i < ranges.length; i++) {
      ranges[i] = new PhysicalRange(i);
    }
    pools[ObjectKind.FACTORY] = new Pool(factories);
    pools[ObjectKind.THREAD] = new Pool(threads);
    pools[ObjectKind.SPACE] = new Pool(spaces);
    pools[ObjectKind.ENDPOINT] = new Pool(endpoints);
    pools[ObjectKind.PORTAL] = new Pool(portals);
    pools[ObjectKind.NOTIFICATION] = new Pool(notifications);
    pools[ObjectKind.INTERRUPT] = new Pool(interrupts);
    pools[ObjectKind.PHYSICAL_RANGE] = new Pool(ranges);
  }

  /**
   * How many objects of each kind there are.
   *
   * @param capabilities entries that all spaces together may hold
   */
  public record Limits(
      int capabilities,
      int factories,
      int threads,
      int spaces,
      int endpoints,
      int portals,
      int notifications,
      int interrupts,
      int ranges) {
    /** Most that {@link #of} takes: what the kernel's own memory holds. */
    public static final int SCALE_LIMIT = 4;

    /** What suits a machine: more RAM, more objects. */
    public static int scaleFor(long ramBytes) {
      return (int) Math.max(1, Math.min(SCALE_LIMIT, ramBytes >>> 25));
    }

    /** Returns so many times the least that makes sense, 1 to {@link #SCALE_LIMIT}. */
    public static Limits of(int scale) {
      return new Limits(
          2048 * scale, 64, 64 * scale, 32 * scale, 64 * scale, 512 * scale, 128 * scale, 64, 256);
    }
  }

  /** Returns what a new object costs: with a thread goes its UTCB, with a space its root table. */
  static int price(int kind) {
    return kind == ObjectKind.THREAD || kind == ObjectKind.SPACE ? 2 : 1;
  }

  Pool pool(int kind) {
    Pool pool = pools[kind];
    if (pool == null) {
      throw new IllegalArgumentException("no pool of this kind");
    }
    return pool;
  }

  /** Takes a free object of a kind, at the factory's expense; null if the pool is used up. */
  @Nullable KernelObject take(int kind, @Nullable Factory factory) {
    return pool(kind).take(factory, price(kind));
  }
}
