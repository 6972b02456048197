package org.demitasse.kernel;

import org.demitasse.abi.ObjectKind;
import org.jspecify.annotations.Nullable;

/**
 * A thread of user code: its saved registers, and what it does or waits for.
 *
 * <p>Invariants. RUNNING: {@code processor.current} is it. READY: in the run queue of its priority
 * on its processor. SENDING: in {@code endpoint.senders}. RECEIVING: in {@code endpoint.receivers}
 * or in {@code notification.waiters}. AWAITING_REPLY: {@code partner.caller} is it, or {@code
 * partner} is null and a capability of {@code reply} is somewhere. In no other state is it in a
 * queue.
 */
final class UserThread extends KernelObject {
  /** The slot is free, or the thread is being destroyed and runs no more. */
  static final int FREE = 0;

  /** New, or kept from running. */
  static final int SUSPENDED = 1;

  static final int READY = 2;
  static final int RUNNING = 3;
  static final int SENDING = 4;
  static final int RECEIVING = 5;
  static final int AWAITING_REPLY = 6;

  /** Did something that it has no handler for; goes on when it is started. */
  static final int FAULTED = 7;

  /** What a thread that is SENDING or AWAITING_REPLY has sent. */
  static final int CALL = 0;

  static final int SEND = 1;
  static final int PAGE_FAULT = 2;
  static final int EXCEPTION = 3;
  static final int UNKNOWN_CALL = 4;
  static final int EXIT = 5;

  int state;

  /** 0 to 255; -1: idles. */
  int priority;

  long frame;
  @Nullable Space space;

  /** What activates the tables of its space. */
  long activation;

  Processor processor;

  /** Neighbours in a queue. */
  @Nullable UserThread next;

  @Nullable UserThread previous;

  /** Whose message this thread received last and has not answered. */
  @Nullable UserThread caller;

  /** AWAITING_REPLY: who has this thread as its caller. */
  @Nullable UserThread partner;

  /** Where it is SENDING or RECEIVING. */
  @Nullable Endpoint endpoint;

  /** RECEIVING at a notification itself. */
  @Nullable Notification notification;

  /** SENDING: through which portal, with which label. */
  @Nullable Portal portal;

  long label;

  /** CALL and so on. */
  int message;

  /** When what it waits for has come, it is SUSPENDED, not READY. */
  boolean suspended;

  /** Another processor wants it off its own. */
  boolean stopWanted;

  /** Makes a call again that has destroyed something and waits for the end of the work. */
  boolean repeats;

  /** Its next wait ends at once. */
  boolean cancelled;

  final ReplyRight reply;

  /** Portals for faults; a portal is of use only while its generation is the remembered one. */
  @Nullable Portal pager;

  int pagerGeneration;
  @Nullable Portal handler;
  int handlerGeneration;
  boolean sendUnknownCalls;
  boolean mayUseTimer;

  /** What it did: words of {@link org.demitasse.abi.FaultMessage}. */
  long faultAddress;

  int faultKind;
  long faultSyndrome;

  /** Physical address of its UTCB, and where its space sees it. */
  long utcb;

  long utcbAddress;

  /** Neighbours among the threads of its space. */
  @Nullable UserThread nextInSpace;

  @Nullable UserThread previousInSpace;

  UserThread(int index, Processor processor) {
    super(ObjectKind.THREAD, index);
    this.processor = processor;
    reply = new ReplyRight(this);
  }

  /** Number in bits 0 to 15, version above. */
  long id() {
    return (generation & 0xFFFF_FFFFL) << 16 | index + 1;
  }
}
