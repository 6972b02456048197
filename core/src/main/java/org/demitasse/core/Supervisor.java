package org.demitasse.core;

import java.util.ArrayList;
import java.util.List;
import org.demitasse.abi.ExitCode;
import org.demitasse.abi.FaultKind;
import org.demitasse.abi.FaultMessage;
import org.demitasse.abi.ImageHeader;
import org.demitasse.abi.Permission;
import org.demitasse.abi.ResultCode;
import org.demitasse.base.runtime.LogWriter;
import org.jspecify.annotations.Nullable;

/**
 * Starts the components of the boot image and stays with them until the last has ended. What
 * happens to one never ends another: a module that cannot be loaded is refused, a component that
 * faults is reported and destroyed, and the rest go on.
 */
final class Supervisor {
  private final Kernel kernel;
  private final Loader loader;
  private final FaultReport faultReport;
  private final LogWriter log;
  private final List<Child> children = new ArrayList<>();
  private int firstFailure;
  private int firstFailureOrder = Integer.MAX_VALUE;

  Supervisor(Kernel kernel, Loader loader, FaultReport faultReport, LogWriter log) {
    this.kernel = kernel;
    this.loader = loader;
    this.faultReport = faultReport;
    this.log = log;
  }

  /**
   * Runs all components among the modules.
   *
   * @return the exit code of the first of them, in the order of the system description, that did
   *     not end with 0; a component that could not be started counts as 1
   */
  int run(List<BootModule> modules) {
    for (int order = 0; order < modules.size(); order++) {
      if (modules.get(order).kind() == ImageHeader.MEMBER_COMPONENT) {
        start(modules.get(order), order);
      }
    }
    ThreadEvent event = new ThreadEvent();
    while (!children.isEmpty()) {
      int result = kernel.waitForEvent(event);
      if (result != ResultCode.OK) {
        giveUp(result);
        break;
      }
      Child child = childOf(event.space);
      if (child != null) {
        handle(child, event);
      }
    }
    return firstFailure;
  }

  private void start(BootModule module, int order) {
    Child child = loader.load(module, order);
    if (child == null) {
      ended(order, ExitCode.UNCAUGHT_EXCEPTION);
      return;
    }
    children.add(child);
    int result = kernel.startThread(child.thread);
    if (result != ResultCode.OK) {
      about(child).text(" is not started: the kernel says ").text(ResultCode.name(result)).end();
      end(child, ExitCode.UNCAUGHT_EXCEPTION);
    }
  }

  private LogWriter about(Child child) {
    return log.text("component \"").text(child.label).text("\"");
  }

  private void handle(Child child, ThreadEvent event) {
    if (event.kind == FaultMessage.EXIT) {
      end(child, (int) event.address);
      return;
    }
    if (event.kind == FaultMessage.PAGE_FAULT && child.mayHave(event.address, permission(event))) {
      int result = child.supply(event.address);
      if (result == ResultCode.OK) {
        kernel.resume();
        return;
      }
      about(child).text(" cannot be given a page: ").text(ResultCode.name(result));
      log.text(", its access at ").hexadecimal(event.address).text(" ends it").end();
    } else {
      faultReport.print(child, event);
    }
    end(child, ExitCode.FAULT);
  }

  private static int permission(ThreadEvent event) {
    return switch (event.faultKind) {
      case FaultKind.READ -> Permission.READ;
      case FaultKind.WRITE -> Permission.WRITE;
      default -> 0;
    };
  }

  private void end(Child child, int exitCode) {
    loader.destroy(child);
    children.remove(child);
    if (exitCode != ExitCode.SUCCESS) {
      about(child).text(" ended with exit code ").decimal(exitCode).end();
    }
    ended(child.order, exitCode);
  }

  private void ended(int order, int exitCode) {
    if (exitCode != ExitCode.SUCCESS && order < firstFailureOrder) {
      firstFailure = exitCode;
      firstFailureOrder = order;
    }
  }

  /** Nothing can happen any more, yet not all have ended. */
  private void giveUp(int result) {
    while (!children.isEmpty()) {
      Child child = children.get(0);
      about(child).text(" can never go on: ").text(ResultCode.name(result)).end();
      end(child, ExitCode.UNCAUGHT_EXCEPTION);
    }
  }

  private @Nullable Child childOf(long space) {
    for (Child child : children) {
      if (child.space == space) {
        return child;
      }
    }
    return null;
  }
}
