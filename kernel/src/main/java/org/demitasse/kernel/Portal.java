package org.demitasse.kernel;

import org.demitasse.abi.ObjectKind;
import org.jspecify.annotations.Nullable;

/**
 * A way to one object of a server: messages through it arrive at the endpoint with its label. Or to
 * a notification, whose bits of the label it sets. Exactly one of the two is there while the portal
 * is alive.
 */
final class Portal extends KernelObject {
  @Nullable Endpoint endpoint;
  @Nullable Notification notification;
  long label;

  /** Neighbours among the portals of the same target. */
  @Nullable Portal next;

  @Nullable Portal previous;

  Portal(int index) {
    super(ObjectKind.PORTAL, index);
  }
}
