package org.demitasse.core;

import java.util.ArrayList;
import java.util.List;
import org.demitasse.abi.ComponentInformation;
import org.demitasse.abi.ElfProgram;
import org.demitasse.abi.ProgramLayout;
import org.demitasse.abi.ResultCode;

/**
 * Makes components of boot modules, and unmakes them. Two pages of a component are its parent's to
 * fill and keep: the information page, and one or more for the ledger.
 */
final class Loader {
  private static final int PAGE = PageAllocator.PAGE;

  private final Resources resources;
  private final Kernel kernel;
  private final PhysicalMemory memory;
  private final PageAllocator pages;

  Loader(Resources resources) {
    this.resources = resources;
    kernel = resources.kernel();
    memory = resources.memory();
    pages = resources.pages();
  }

  /**
   * Makes the component of a module; it has not started yet.
   *
   * @param order its place in the system description
   * @throws RefusedException if the file is no program, does not fit the RAM left, or the kernel
   *     lacks the means; nothing of it is left then
   */
  Child load(BootModule source, int order) throws RefusedException {
    ModuleMemory module = new ModuleMemory(memory, source.address(), source.size());
    ElfProgram program = new ElfProgram(module);
    int check = program.check(source.address(), source.size());
    if (check != ElfProgram.OK) {
      throw new RefusedException("its file cannot be loaded: " + ElfProgram.describe(check));
    }
    List<Segment> segments = segments(program, source.address());
    long entries = 0;
    for (Segment segment : segments) {
      entries += segment.inPlace() == PageAllocator.NONE ? segment.pages() : 0;
    }
    long ledgerPages = Ledger.pagesFor(entries);
    long needed = 1 + ledgerPages + entries;
    if (needed > pages.unpromisedPages()) {
      throw new RefusedException(
          "it may need "
              + Text.size(needed * PAGE)
              + " of RAM for data, stack and heap, and "
              + Text.size(pages.unpromisedPages() * PAGE)
              + " are left; lower its heap-limit or stack, or give the machine more memory");
    }
    Child.Image image =
        new Child.Image(source.name(), order, segments, module, program.lineTable());
    return create(source, image, program, pages.open(needed), entries);
  }

  private Child create(
      BootModule source, Child.Image image, ElfProgram program, RamAccount account, long entries)
      throws RefusedException {
    long ledgerPages = Ledger.pagesFor(entries);
    long own = pages.take(account, 1 + ledgerPages);
    if (own == PageAllocator.NONE || pages.runPages() < 1 + ledgerPages) {
      if (own != PageAllocator.NONE) {
        pages.give(account, own, pages.runPages());
      }
      pages.close(account);
      throw new RefusedException(
          "the RAM left has no piece of " + Text.size((1 + ledgerPages) * PAGE) + " in a row");
    }
    long space = kernel.createSpace(source.nameAddress(), source.nameLength());
    if (space < 0) {
      pages.give(account, own, 1 + ledgerPages);
      pages.close(account);
      throw new RefusedException(refusal("space", (int) space));
    }
    Child child =
        new Child(
            resources,
            image,
            space,
            account,
            own,
            1 + ledgerPages,
            new Ledger(memory, own + PAGE, entries));
    writeInformation(own, source);
    int result = child.mapReadOnly(ProgramLayout.COMPONENT_INFORMATION, own);
    for (int i = 0; result == ResultCode.OK && i < child.segments.size(); i++) {
      result = fill(child, child.segments.get(i), program, source);
    }
    long thread = result;
    if (result == ResultCode.OK) {
      thread =
          kernel.createThread(
              space,
              program.entry(),
              stackTop(child.segments),
              ProgramLayout.COMPONENT_INFORMATION);
    }
    if (thread < 0) {
      destroy(child);
      throw new RefusedException(
          refusal(result == ResultCode.OK ? "thread" : "mapping", (int) thread));
    }
    child.thread = thread;
    return child;
  }

  private static String refusal(String what, int result) {
    return "the kernel refused it a "
        + what
        + ": "
        + ResultCode.name(result)
        + (result == ResultCode.EXHAUSTED ? ", its pool is used up" : "");
  }

  /** Describes what the program's headers ask for. */
  private static List<Segment> segments(ElfProgram program, long file) throws RefusedException {
    List<Segment> segments = new ArrayList<>();
    long entry = 0;
    int withoutBytes = 0;
    for (int i = 0; i < program.segmentCount(); i++) {
      if (program.segmentType(i) != ElfProgram.SEGMENT_LOAD) {
        continue;
      }
      int flags = program.segmentFlags(i);
      long pageCount = pagesOf(program.segmentMemorySize(i));
      if ((flags & ElfProgram.FLAG_WRITE) == 0) {
        if (pagesOf(program.segmentFileSize(i)) != pageCount) {
          throw new RefusedException("its file cannot be loaded: read-only memory without content");
        }
        boolean code = (flags & ElfProgram.FLAG_EXECUTE) != 0;
        segments.add(
            new Segment(
                code ? Segment.Kind.CODE : Segment.Kind.CONSTANTS,
                program.segmentAddress(i),
                pageCount,
                file + program.segmentOffset(i),
                0));
        continue;
      }
      // component.ld: of the writable segments without bytes in the file, the first is the stack,
      // the
      // second the heap.
      Segment.Kind kind = Segment.Kind.DATA;
      if (program.segmentFileSize(i) == 0) {
        kind = withoutBytes == 0 ? Segment.Kind.STACK : Segment.Kind.HEAP;
        withoutBytes++;
      }
      segments.add(
          new Segment(kind, program.segmentAddress(i), pageCount, PageAllocator.NONE, entry));
      entry += pageCount;
    }
    return segments;
  }

  private static long pagesOf(long bytes) {
    return (bytes + PAGE - 1) / PAGE;
  }

  private static long stackTop(List<Segment> segments) {
    for (Segment segment : segments) {
      if (segment.kind() == Segment.Kind.STACK) {
        return segment.end();
      }
    }
    return 0;
  }

  private static int fill(Child child, Segment segment, ElfProgram program, BootModule source) {
    if (segment.inPlace() != PageAllocator.NONE) {
      return child.mapInPlace(segment);
    }
    for (int i = 0; i < program.segmentCount(); i++) {
      if (program.segmentType(i) == ElfProgram.SEGMENT_LOAD
          && program.segmentAddress(i) == segment.start()) {
        return child.copy(
            segment, source.address() + program.segmentOffset(i), program.segmentFileSize(i));
      }
    }
    return ResultCode.OK;
  }

  private void writeInformation(long page, BootModule source) {
    memory.clear(page, PAGE);
    memory.storeLong(page, ComponentInformation.MAGIC);
    memory.storeInt(page + ComponentInformation.LABEL_LENGTH_OFFSET, source.nameLength());
    memory.copy(
        page + ComponentInformation.LABEL_OFFSET, source.nameAddress(), source.nameLength());
  }

  /** Destroys the component's space and takes all its pages back. */
  void destroy(Child child) {
    int result = kernel.destroySpace(child.space);
    if (result != ResultCode.OK) {
      // Its pages may still be mapped there: nobody else must get them.
      throw new IllegalStateException("space not destroyed: " + ResultCode.name(result));
    }
    child.releasePages();
    pages.close(child.account);
  }
}
