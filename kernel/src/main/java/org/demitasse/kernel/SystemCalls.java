package org.demitasse.kernel;

import org.demitasse.abi.Permission;
import org.demitasse.abi.ProgramLayout;
import org.demitasse.abi.ResultCode;
import org.demitasse.abi.SystemCall;
import org.demitasse.kernel.hal.Mmu;
import org.demitasse.kernel.hal.PhysicalMemory;
import org.demitasse.kernel.hal.UserRegisters;

/**
 * The system calls: arguments are checked here, and whatever is wrong with them is the caller's
 * error code. See {@link SystemCall} for each call's arguments and results.
 */
final class SystemCalls {
  /** The call has set all results itself, or its caller is not to go on. */
  static final int NO_RESULT = 1;

  private static final int PAGE = ProgramLayout.PAGE_SIZE;

  private final Kernel kernel;
  private final UserRegisters registers;
  private final PhysicalMemory memory;
  private final Mmu mmu;

  SystemCalls(Kernel kernel) {
    this.kernel = kernel;
    registers = kernel.machine.registers();
    memory = kernel.machine.memory();
    mmu = kernel.machine.mmu();
  }

  private long argument(UserThread caller, int number) {
    return registers.get(caller.frame, number);
  }

  /** Returns the {@link ResultCode} for x0, or {@link #NO_RESULT}. */
  int dispatch(UserThread caller) {
    long number = argument(caller, 8);
    if (number == SystemCall.CONSOLE_WRITE) {
      return consoleWrite(caller);
    }
    if (number == SystemCall.NULL) {
      return ResultCode.OK;
    }
    if (number == SystemCall.YIELD) {
      registers.set(caller.frame, 0, ResultCode.OK);
      kernel.giveWay(caller);
      return NO_RESULT;
    }
    if (number == SystemCall.EXIT) {
      kernel.exit(caller, (int) argument(caller, 0));
      return NO_RESULT;
    }
    if (number < SystemCall.SPACE_CREATE || number > SystemCall.CONSOLE_READ) {
      return ResultCode.UNKNOWN_CALL;
    }
    return Kernel.spaceOf(caller).mayControl ? control(caller, (int) number) : ResultCode.NO_RIGHT;
  }

  private int control(UserThread caller, int number) {
    return switch (number) {
      case SystemCall.SPACE_CREATE -> createSpace(caller);
      case SystemCall.SPACE_DESTROY -> destroySpace(caller);
      case SystemCall.MAP -> map(caller);
      case SystemCall.UNMAP -> unmap(caller);
      case SystemCall.QUERY -> query(caller);
      case SystemCall.THREAD_CREATE -> createThread(caller);
      case SystemCall.THREAD_START -> startThread(caller);
      case SystemCall.THREAD_REGISTERS -> readRegisters(caller);
      case SystemCall.WAIT -> kernel.waitForEvent(caller);
      case SystemCall.POWER_OFF -> {
        kernel.end((int) argument(caller, 0));
        yield NO_RESULT;
      }
      case SystemCall.CONSOLE_READ -> {
        registers.set(caller.frame, 1, kernel.console.read());
        yield ResultCode.OK;
      }
      default -> ResultCode.UNKNOWN_CALL;
    };
  }

  private int consoleWrite(UserThread caller) {
    long address = argument(caller, 0);
    long length = argument(caller, 1);
    if (length < 0 || length > SystemCall.CONSOLE_WRITE_LIMIT) {
      return ResultCode.INVALID_ARGUMENT;
    }
    Space space = Kernel.spaceOf(caller);
    if (!accessible(space, address, length, Permission.READ)) {
      return ResultCode.BAD_ADDRESS;
    }
    long physical = 0;
    for (long i = 0; i < length; i++) {
      if (i == 0 || ((address + i) & (PAGE - 1)) == 0) {
        physical = mmu.translate(space.tables, address + i) - i;
      }
      kernel.console.write(space, memory.loadByte(physical + i));
    }
    return ResultCode.OK;
  }

  /** Says whether all of the range is user memory that may be used so. */
  private boolean accessible(Space space, long address, long length, int permission) {
    if (address < 0 || address > ProgramLayout.USER_END - length) {
      return false;
    }
    for (long page = address & -PAGE; page < address + length; page += PAGE) {
      int permissions = mmu.permissions(space.tables, page);
      if ((permissions & permission) == 0 || (permissions & Permission.DEVICE) != 0) {
        return false;
      }
    }
    return true;
  }

  private int createSpace(UserThread caller) {
    long address = argument(caller, 0);
    long length = argument(caller, 1);
    if (length < 1 || length > SystemCall.LABEL_LIMIT) {
      return ResultCode.INVALID_ARGUMENT;
    }
    Space own = Kernel.spaceOf(caller);
    if (!accessible(own, address, length, Permission.READ)) {
      return ResultCode.BAD_ADDRESS;
    }
    Space space = kernel.objects.newSpace();
    if (space == null) {
      return ResultCode.EXHAUSTED;
    }
    space.labelLength = (int) length;
    for (int i = 0; i < length; i++) {
      int next = memory.loadByte(mmu.translate(own.tables, address + i));
      // A label stands in front of every line: nothing in it may move the cursor.
      space.label[i] = (byte) (next < ' ' || next == 0x7F ? '?' : next);
    }
    registers.set(caller.frame, 1, kernel.objects.handle(space));
    return ResultCode.OK;
  }

  private int destroySpace(UserThread caller) {
    Space space = kernel.objects.space(argument(caller, 0));
    if (space == null) {
      return ResultCode.BAD_HANDLE;
    }
    if (space == caller.space) {
      return ResultCode.INVALID_ARGUMENT;
    }
    kernel.destroy(space);
    return ResultCode.OK;
  }

  private static boolean isPageRange(long address, long size) {
    return (address & (PAGE - 1)) == 0
        && (size & (PAGE - 1)) == 0
        && size > 0
        && address >= PAGE
        && address < ProgramLayout.USER_END
        && size <= ProgramLayout.USER_END - address;
  }

  private int map(UserThread caller) {
    Space space = kernel.objects.space(argument(caller, 0));
    long virtual = argument(caller, 1);
    long physical = argument(caller, 2);
    long size = argument(caller, 3);
    long permissions = argument(caller, 4);
    if (space == null) {
      return ResultCode.BAD_HANDLE;
    }
    int all = Permission.READ | Permission.WRITE | Permission.EXECUTE;
    int writeAndExecute = Permission.WRITE | Permission.EXECUTE;
    if (!isPageRange(virtual, size)
        || (physical & (PAGE - 1)) != 0
        || (permissions & ~(long) all) != 0
        || (permissions & Permission.READ) == 0
        || (permissions & writeAndExecute) == writeAndExecute) {
      return ResultCode.INVALID_ARGUMENT;
    }
    // What the caller may pass on is what it sees itself: RAM and modules, mapped one to one.
    Space own = Kernel.spaceOf(caller);
    int needed = (int) permissions & ~Permission.EXECUTE;
    for (long offset = 0; offset < size; offset += PAGE) {
      long page = physical + offset;
      if (page < 0
          || page >= ProgramLayout.USER_END
          || (mmu.permissions(own.tables, page) & needed) != needed
          || mmu.translate(own.tables, page) != page) {
        return ResultCode.NO_RIGHT;
      }
    }
    int result = mmu.map(space.tables, virtual, physical, size, (int) permissions);
    if (result == ResultCode.OK && (permissions & Permission.EXECUTE) != 0) {
      memory.publishCode(physical, size);
    }
    return result;
  }

  private int unmap(UserThread caller) {
    Space space = kernel.objects.space(argument(caller, 0));
    long virtual = argument(caller, 1);
    long size = argument(caller, 2);
    if (space == null) {
      return ResultCode.BAD_HANDLE;
    }
    // The caller's own space holds the blocks that rights are read from.
    if (!isPageRange(virtual, size) || space == caller.space) {
      return ResultCode.INVALID_ARGUMENT;
    }
    return mmu.unmap(space.tables, space.tag(), virtual, size);
  }

  private int query(UserThread caller) {
    Space space = kernel.objects.space(argument(caller, 0));
    long virtual = argument(caller, 1);
    if (space == null) {
      return ResultCode.BAD_HANDLE;
    }
    if (virtual < 0 || virtual >= ProgramLayout.USER_END) {
      return ResultCode.INVALID_ARGUMENT;
    }
    int permissions = mmu.permissions(space.tables, virtual);
    if (permissions == 0) {
      return ResultCode.NOT_MAPPED;
    }
    registers.set(caller.frame, 1, mmu.translate(space.tables, virtual));
    registers.set(caller.frame, 2, permissions);
    return ResultCode.OK;
  }

  private int createThread(UserThread caller) {
    Space space = kernel.objects.space(argument(caller, 0));
    long entry = argument(caller, 1);
    long stackPointer = argument(caller, 2);
    if (space == null) {
      return ResultCode.BAD_HANDLE;
    }
    if (space.ended) {
      return ResultCode.WRONG_STATE;
    }
    if (entry < 0
        || entry >= ProgramLayout.USER_END
        || (entry & 3) != 0
        || (stackPointer & 15) != 0) {
      return ResultCode.INVALID_ARGUMENT;
    }
    UserThread thread = kernel.objects.newThread(space);
    if (thread == null) {
      return ResultCode.EXHAUSTED;
    }
    registers.start(thread.frame, entry, stackPointer, argument(caller, 3));
    registers.set(caller.frame, 1, kernel.objects.handle(thread));
    return ResultCode.OK;
  }

  private int startThread(UserThread caller) {
    UserThread thread = kernel.objects.thread(argument(caller, 0));
    if (thread == null) {
      return ResultCode.BAD_HANDLE;
    }
    if (thread.state != UserThread.STOPPED || thread.event != 0 || Kernel.spaceOf(thread).ended) {
      return ResultCode.WRONG_STATE;
    }
    kernel.makeReady(thread);
    return ResultCode.OK;
  }

  private int readRegisters(UserThread caller) {
    UserThread thread = kernel.objects.thread(argument(caller, 0));
    long target = argument(caller, 1);
    if (thread == null) {
      return ResultCode.BAD_HANDLE;
    }
    if (thread.state != UserThread.STOPPED) {
      return ResultCode.WRONG_STATE;
    }
    Space own = Kernel.spaceOf(caller);
    if ((target & 7) != 0
        || !accessible(own, target, SystemCall.REGISTERS_SIZE, Permission.WRITE)) {
      return ResultCode.BAD_ADDRESS;
    }
    for (int i = 0; i < registers.count(); i++) {
      memory.storeLong(mmu.translate(own.tables, target + i * 8L), registers.get(thread.frame, i));
    }
    return ResultCode.OK;
  }
}
