package org.demitasse.boottest;

import org.demitasse.abi.FaultKind;
import org.demitasse.abi.FaultMessage;
import org.demitasse.abi.ResultCode;
import org.demitasse.base.kernel.Kernel;
import org.demitasse.base.kernel.Message;
import org.demitasse.base.kernel.RawThread;
import org.demitasse.base.kernel.RootResources;
import org.teavm.interop.Export;
import org.teavm.interop.Function;
import org.teavm.interop.StaticInit;
import org.teavm.interop.Unmanaged;

/** A root program whose second thread calls itself until its stack ends. */
@StaticInit
public final class DeepThreadRoot {
  private static final int PAGE = 4096;

  private DeepThreadRoot() {}

  @Unmanaged
  @Export(name = "boottest_deep_thread")
  static void recurse(long depth) {
    Machinery.recurse((int) depth);
  }

  public static void main(String[] arguments) {
    RootResources resources = RootResources.open();
    long factory = resources.capabilities().factory();
    long endpoint = Kernel.createEndpoint(factory);
    long portal = Kernel.createPortal(factory, endpoint, 0);
    RawThread.Body body = Function.get(RawThread.Body.class, DeepThreadRoot.class, "recurse");
    RawThread first = RawThread.create(resources, body, 1, 0);
    RawThread deep = RawThread.create(resources, body, 1, 0);
    Kernel.setHandlers(deep.handle(), portal, 0, false);
    deep.start(100);
    Message message = new Message();
    boolean fault =
        message.waitAt(endpoint) == ResultCode.OK
            && message.operation() == FaultMessage.PAGE_FAULT
            && message.word(1) == FaultKind.WRITE;
    long guard = deep.utcb() + PAGE;
    boolean inGuard = message.word(0) >= guard && message.word(0) < guard + 3 * PAGE;
    System.out.println("a write fault: " + fault + ", in its guard: " + inGuard);
    first.destroy();
    deep.destroy();
  }
}
