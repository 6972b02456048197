package org.demitasse.core;

import java.util.ArrayList;
import java.util.List;
import org.demitasse.abi.ComponentInformation;
import org.demitasse.abi.ElfProgram;
import org.demitasse.abi.ProgramLayout;
import org.demitasse.abi.ResultCode;
import org.demitasse.base.runtime.LogWriter;
import org.jspecify.annotations.Nullable;

/**
 * Makes components of boot modules, and unmakes them. Two pages of a component are its parent's to
 * fill and keep: the information page, and one or more for the ledger.
 */
final class Loader {
  private static final int PAGE = PageAllocator.PAGE;
  private static final String UNLOADABLE = "its file cannot be loaded: ";

  private final Resources resources;
  private final Kernel kernel;
  private final PhysicalMemory memory;
  private final PageAllocator pages;
  private final LogWriter log;

  Loader(Resources resources, LogWriter log) {
    this.resources = resources;
    kernel = resources.kernel();
    memory = resources.memory();
    pages = resources.pages();
    this.log = log;
  }

  /**
   * Makes the component of a module; it has not started yet.
   *
   * @param order its place in the system description
   * @return null if the file is no program, does not fit the RAM left, or the kernel lacks the
   *     means; the log says which, and nothing of it is left
   */
  @Nullable Child load(BootModule source, int order) {
    ModuleMemory module = new ModuleMemory(memory, source.address(), source.size());
    ElfProgram program = new ElfProgram(module);
    int check = program.check(source.address(), source.size());
    if (check != ElfProgram.OK) {
      refuse(source).text(UNLOADABLE).text(ElfProgram.describe(check)).end();
      return null;
    }
    List<Segment> segments = new ArrayList<>();
    if (!readSegments(program, source.address(), segments)) {
      refuse(source).text(UNLOADABLE).text("read-only memory without content").end();
      return null;
    }
    long entries = 0;
    for (Segment segment : segments) {
      entries += segment.inPlace() == PageAllocator.NONE ? segment.pages() : 0;
    }
    long ledgerPages = Ledger.pagesFor(entries);
    long needed = 1 + ledgerPages + entries;
    if (needed > pages.unpromisedPages()) {
      refuse(source).text("it may need ");
      Text.size(log, needed * PAGE).text(" of RAM for data, stack and heap, and ");
      Text.size(log, pages.unpromisedPages() * PAGE).text(" are left; lower its heap-limit or");
      log.text(" stack, or give the machine more memory").end();
      return null;
    }
    Child.Image image =
        new Child.Image(source.name(), order, segments, module, program.lineTable());
    return create(source, image, program, pages.open(needed), entries);
  }

  private @Nullable Child create(
      BootModule source, Child.Image image, ElfProgram program, RamAccount account, long entries) {
    long ledgerPages = Ledger.pagesFor(entries);
    long own = pages.take(account, 1 + ledgerPages);
    if (own == PageAllocator.NONE || pages.runPages() < 1 + ledgerPages) {
      if (own != PageAllocator.NONE) {
        pages.give(account, own, pages.runPages());
      }
      pages.close(account);
      refuse(source).text("the RAM left has no piece of ");
      Text.size(log, (1 + ledgerPages) * PAGE).text(" in a row").end();
      return null;
    }
    long space = kernel.createSpace(source.nameAddress(), source.nameLength());
    if (space < 0) {
      pages.give(account, own, 1 + ledgerPages);
      pages.close(account);
      refuse(source, "space", (int) space);
      return null;
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
      refuse(source, result == ResultCode.OK ? "thread" : "mapping", (int) thread);
      return null;
    }
    child.thread = thread;
    return child;
  }

  private LogWriter refuse(BootModule source) {
    return log.text("component \"").text(source.name()).text("\" is not started: ");
  }

  private void refuse(BootModule source, String what, int result) {
    refuse(source).text("the kernel refused it a ").text(what).text(": ");
    log.text(ResultCode.name(result));
    if (result == ResultCode.EXHAUSTED) {
      log.text(", its pool is used up");
    }
    log.end();
  }

  /**
   * Lists what the program's headers ask for.
   *
   * @return whether it can be given
   */
  private static boolean readSegments(ElfProgram program, long file, List<Segment> segments) {
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
          return false;
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
    return true;
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
      throw new IllegalStateException(ResultCode.name(result));
    }
    child.releasePages();
    pages.close(child.account);
  }
}
