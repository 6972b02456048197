package org.demitasse.kernel;

import org.demitasse.abi.ObjectKind;
import org.jspecify.annotations.Nullable;

/**
 * Where servers wait for messages and clients queue for servers. At most one of the two queues has
 * somebody in it.
 */
final class Endpoint extends KernelObject {
  final ThreadQueue receivers = new ThreadQueue();
  final ThreadQueue senders = new ThreadQueue();

  /** Its signals end a wait here, too. */
  @Nullable Notification notification;

  @Nullable Portal firstPortal;

  Endpoint(int index) {
    super(ObjectKind.ENDPOINT, index);
  }
}
