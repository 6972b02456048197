package org.demitasse.core;

import java.util.List;
import org.demitasse.abi.ElfProgram;
import org.demitasse.abi.Memory;
import org.demitasse.abi.ProgramLayout;
import org.demitasse.base.child.ProgramSegment;
import org.jspecify.annotations.Nullable;

/**
 * What a domain runs, as far as its address space shows: the boot module that is attached where
 * programs begin. Nobody has to say it, so nobody can say it wrongly.
 *
 * @param module the file; empty if it is none of the boot modules
 * @param lineTable address of its line table, or 0
 */
record ProgramView(
    Domain domain, ModuleMemory module, long lineTable, List<ProgramSegment> segments) {

  static ProgramView of(Domain domain, Memory memory) {
    Region region = domain.map().at(ProgramLayout.PROGRAM_BASE);
    if (region != null && region.memory() instanceof FixedMemory file) {
      ModuleMemory module = new ModuleMemory(memory, file.address(), file.size());
      ElfProgram program = new ElfProgram(module);
      if (program.check(file.address(), file.size()) == ElfProgram.OK) {
        try {
          return new ProgramView(domain, module, program.lineTable(), ProgramSegment.of(program));
        } catch (IllegalArgumentException notLoadedByUs) {
          // Nothing is known about it.
        }
      }
    }
    return new ProgramView(domain, new ModuleMemory(memory, 0, 0), 0, List.of());
  }

  /** Returns the segment that holds the address. */
  @Nullable ProgramSegment segmentAt(long address) {
    for (ProgramSegment segment : segments) {
      if (segment.holds(address)) {
        return segment;
      }
    }
    return null;
  }

  /** Returns the physical address behind an address, or {@link PageAllocator#NONE}. */
  long translate(long address) {
    return Faults.translate(domain, address);
  }
}
