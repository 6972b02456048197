package org.demitasse.kernel;

import org.jspecify.annotations.Nullable;

/** The objects of one kind: a fixed number, made at boot, handed out and taken back. */
final class Pool {
  private final KernelObject[] objects;
  @Nullable KernelObject firstFree;
  private int free;

  /** Takes new, free objects. */
  Pool(KernelObject[] objects) {
    this.objects = objects;
    for (int i = objects.length - 1; i >= 0; i--) {
      release(objects[i]);
    }
  }

  int size() {
    return objects.length;
  }

  int free() {
    return free;
  }

  KernelObject at(int index) {
    return objects[index];
  }

  /**
   * Returns an object that is nobody's, or null if none is left.
   *
   * @param factory pays for it
   * @param cost how much
   */
  @Nullable KernelObject take(@Nullable Factory factory, int cost) {
    KernelObject object = firstFree;
    if (object != null) {
      firstFree = object.nextInList;
      object.nextInList = null;
      object.alive = true;
      object.references = 0;
      object.factory = factory;
      object.cost = cost;
      if (factory != null) {
        factory.used += cost;
      }
      free--;
    }
    return object;
  }

  void release(KernelObject object) {
    object.nextInList = firstFree;
    firstFree = object;
    free++;
  }
}
