package org.demitasse.kernel;

import org.demitasse.abi.Permission;
import org.demitasse.abi.ProgramLayout;
import org.demitasse.abi.ResultCode;
import org.demitasse.abi.SystemCall;
import org.demitasse.kernel.hal.Mmu;
import org.demitasse.kernel.hal.PhysicalMemory;
import org.demitasse.kernel.hal.UserRegisters;
import org.jspecify.annotations.Nullable;

/** System calls on the memory of spaces. */
final class MemoryCalls {
  private static final int PAGE = ProgramLayout.PAGE_SIZE;
  private static final int ACCESS = Permission.READ | Permission.WRITE | Permission.EXECUTE;
  private static final int WRITE_AND_EXECUTE = Permission.WRITE | Permission.EXECUTE;

  private final UserRegisters registers;
  private final PhysicalMemory memory;
  private final Mmu mmu;
  private final CapabilityTable capabilities;
  private final PageAllocator pages;

  MemoryCalls(Kernel kernel) {
    registers = kernel.machine.registers();
    memory = kernel.machine.memory();
    mmu = kernel.machine.mmu();
    capabilities = kernel.objects.capabilities;
    pages = kernel.pages;
  }

  /** Says whether all of the range is user memory, not a device's, that may be used so. */
  boolean accessible(Space space, long address, long length, int permission) {
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

  static boolean isPageRange(long address, long size) {
    return ((address | size) & (PAGE - 1)) == 0
        && size > 0
        && address >= PAGE
        && address < ProgramLayout.USER_END
        && size <= ProgramLayout.USER_END - address;
  }

  static boolean arePermissions(long permissions) {
    return (permissions & ~(long) ACCESS) == 0
        && (permissions & Permission.READ) != 0
        && (permissions & WRITE_AND_EXECUTE) != WRITE_AND_EXECUTE;
  }

  private @Nullable Space space(Space caller, long handle) {
    Capability capability = capabilities.find(caller, handle);
    return capability != null && capability.object instanceof Space space ? space : null;
  }

  int map(UserThread caller, Space own) {
    UserRegisters frames = registers;
    long frame = caller.frame;
    Space space = space(own, frames.get(frame, 0));
    Capability source = capabilities.find(own, frames.get(frame, 1));
    if (space == null || source == null || !(source.object instanceof PhysicalRange range)) {
      return ResultCode.BAD_HANDLE;
    }
    long offset = frames.get(frame, 2);
    long virtual = frames.get(frame, 3);
    long size = frames.get(frame, 4);
    long permissions = frames.get(frame, 5);
    if (!isPageRange(virtual, size)
        || size > SystemCall.MAP_LIMIT
        || (offset & (PAGE - 1)) != 0
        || offset < 0
        || offset >= range.size
        || size > range.size - offset
        || !arePermissions(permissions)) {
      return ResultCode.INVALID_ARGUMENT;
    }
    if ((permissions & ~(long) range.permissions) != 0) {
      return ResultCode.NO_RIGHT;
    }
    int device = range.permissions & Permission.DEVICE;
    long physical = range.start + offset;
    pages.payer = space;
    int result = mmu.map(space.tables, virtual, physical, size, (int) permissions | device);
    pages.payer = null;
    if (result == ResultCode.OK && (permissions & Permission.EXECUTE) != 0) {
      memory.publishCode(physical, size);
    }
    return result;
  }

  int unmap(UserThread caller, Space own) {
    Space space = space(own, registers.get(caller.frame, 0));
    if (space == null) {
      return ResultCode.BAD_HANDLE;
    }
    long virtual = registers.get(caller.frame, 1);
    long size = registers.get(caller.frame, 2);
    if (!isPageRange(virtual, size) || size > SystemCall.MAP_LIMIT) {
      return ResultCode.INVALID_ARGUMENT;
    }
    return mmu.unmap(space.tables, space.tag(), virtual, size);
  }

  int query(UserThread caller, Space own) {
    Space space = space(own, registers.get(caller.frame, 0));
    if (space == null) {
      return ResultCode.BAD_HANDLE;
    }
    long virtual = registers.get(caller.frame, 1);
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

  int makeRecursive(UserThread caller, Space own) {
    Space space = space(own, registers.get(caller.frame, 0));
    if (space == null) {
      return ResultCode.BAD_HANDLE;
    }
    long slot = registers.get(caller.frame, 1);
    if (slot < 0 || slot >= 512) {
      return ResultCode.INVALID_ARGUMENT;
    }
    return mmu.makeRecursive(space.tables, (int) slot);
  }
}
