package org.demitasse.base.child;

import java.util.List;
import org.demitasse.abi.ComponentInformation;
import org.demitasse.abi.ElfProgram;
import org.demitasse.abi.ProgramLayout;
import org.demitasse.base.Capability;
import org.demitasse.base.runtime.Utf8;
import org.demitasse.base.session.Attachment;
import org.demitasse.base.session.Dataspace;
import org.demitasse.base.session.InvalidDataspaceException;
import org.demitasse.base.session.OutOfCapabilitiesException;
import org.demitasse.base.session.OutOfRamException;
import org.demitasse.base.session.PdSession;
import org.demitasse.base.session.RegionConflictException;
import org.demitasse.base.session.RegionMap;

/**
 * Fills the address space of a new component with its program: code and constants as the file holds
 * them, a copy of its data, zeroed memory for stack and heap, and the page with what it needs to
 * know. All but the first is paid by the component's own account.
 */
public final class ProgramLoader {
  private static final int PAGE = ProgramLayout.PAGE_SIZE;

  private final ContentWriter writer;

  public ProgramLoader(ContentWriter writer) {
    this.writer = writer;
  }

  /**
   * A program in a component's address space, ready to run.
   *
   * @param entry its first instruction
   * @param stackTop where its stack begins
   * @param argument for its first instruction
   */
  public record Loaded(long entry, long stackTop, long argument) {}

  /**
   * The file of a program.
   *
   * @param dataspace that holds it from its first byte on
   * @param address where the caller sees it
   * @param program checked already
   */
  public record File(Capability<Dataspace> dataspace, long address, ElfProgram program) {}

  /**
   * How much memory a program may use at once.
   *
   * @param heap bytes of its heap that are paid for at the start; the rest when it grows
   */
  public static long needs(List<ProgramSegment> segments, long heap) {
    long bytes = PAGE;
    for (ProgramSegment segment : segments) {
      bytes +=
          switch (segment.kind()) {
            case CODE, CONSTANTS -> 0;
            case HEAP -> Math.min(segment.size(), heap);
            default -> segment.size();
          };
    }
    return bytes;
  }

  /**
   * Loads a program.
   *
   * @param segments of the program
   * @param domain of the component
   * @param space its addresses
   * @param label that it goes by
   * @param parent handle in the component's space of whom it may ask
   * @param heap bytes of its heap that are paid for at the start
   */
  public Loaded load(
      File file,
      List<ProgramSegment> segments,
      PdSession domain,
      RegionMap space,
      String label,
      long parent,
      long heap)
      throws OutOfRamException,
          OutOfCapabilitiesException,
          InvalidDataspaceException,
          RegionConflictException {
    long stackTop = 0;
    byte[] information = information(label, parent);
    boolean told = false;
    for (ProgramSegment segment : segments) {
      switch (segment.kind()) {
        case CODE -> attachFile(file, segment, space, true);
        case CONSTANTS -> attachFile(file, segment, space, false);
        case DATA -> {
          // What the component is told lies in front: one dataspace is made and filled, not two.
          Capability<Dataspace> dataspace = domain.allocate(PAGE + segment.size());
          writer.put(
              dataspace, information, file.address() + segment.fileOffset(), segment.fileSize());
          space.attach(
              dataspace, new Attachment(PAGE, segment.size(), segment.start(), true, false));
          if (!told) {
            attachInformation(dataspace, space);
            told = true;
          }
          writer.done(dataspace);
        }
        case STACK -> {
          attach(domain.allocate(segment.size()), segment, space);
          stackTop = segment.end();
        }
        case HEAP -> {
          Capability<Dataspace> dataspace =
              domain.allocateGrowing(segment.size(), Math.min(heap, segment.size()));
          space.attach(dataspace, new Attachment(0, 0, segment.start(), true, false));
          domain.assignHeap(dataspace);
          writer.done(dataspace);
        }
      }
    }
    if (!told) {
      Capability<Dataspace> dataspace = domain.allocate(PAGE);
      writer.put(dataspace, information);
      attachInformation(dataspace, space);
      writer.done(dataspace);
    }
    return new Loaded(file.program().entry(), stackTop, ProgramLayout.COMPONENT_INFORMATION);
  }

  private static void attachFile(
      File file, ProgramSegment segment, RegionMap space, boolean executable)
      throws OutOfCapabilitiesException, InvalidDataspaceException, RegionConflictException {
    space.attach(
        file.dataspace(),
        new Attachment(segment.fileOffset(), segment.size(), segment.start(), false, executable));
  }

  private void attach(Capability<Dataspace> dataspace, ProgramSegment segment, RegionMap space)
      throws OutOfCapabilitiesException, InvalidDataspaceException, RegionConflictException {
    space.attach(dataspace, new Attachment(0, 0, segment.start(), true, false));
    writer.done(dataspace);
  }

  private static void attachInformation(Capability<Dataspace> dataspace, RegionMap space)
      throws OutOfCapabilitiesException, InvalidDataspaceException, RegionConflictException {
    space.attach(
        dataspace, new Attachment(0, PAGE, ProgramLayout.COMPONENT_INFORMATION, false, false));
  }

  private static byte[] information(String label, long parent) {
    byte[] text = Utf8.encode(label);
    int length = Math.min(text.length, ComponentInformation.LABEL_LIMIT);
    byte[] page = new byte[ComponentInformation.LABEL_OFFSET + length + 7 & -8];
    put(page, 0, ComponentInformation.MAGIC);
    put(page, ComponentInformation.LABEL_LENGTH_OFFSET, length);
    put(page, ComponentInformation.PARENT_OFFSET, parent);
    System.arraycopy(text, 0, page, ComponentInformation.LABEL_OFFSET, length);
    return page;
  }

  private static void put(byte[] page, int offset, long value) {
    for (int i = 0; i < 8; i++) {
      page[offset + i] = (byte) (value >>> (8 * i));
    }
  }
}
