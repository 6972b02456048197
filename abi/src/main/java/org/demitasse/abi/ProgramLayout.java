package org.demitasse.abi;

/** Where things lie in a component's space. */
public final class ProgramLayout {
  private ProgramLayout() {}

  public static final int PAGE_SIZE = 4096;

  /**
   * Lowest address of a component's space, 4 GiB: above everything that the root program sees
   * mapped at equal physical and virtual addresses. Page 0 and all below stay unmapped.
   */
  public static final long COMPONENT_BASE = 0x1_0000_0000L;

  /** The {@link ComponentInformation} page of a component, read-only. */
  public static final long COMPONENT_INFORMATION = COMPONENT_BASE;

  /** The UTCB of a component's first thread; the pages up to the program are for further ones. */
  public static final long UTCB_AREA = COMPONENT_BASE + PAGE_SIZE;

  /** Programs are linked to start here. */
  public static final long PROGRAM_BASE = COMPONENT_BASE + 16 * PAGE_SIZE;

  /** First address above the user half (48-bit addresses). */
  public static final long USER_END = 0x1_0000_0000_0000L;

  /**
   * Where the root program finds the registers of the console if its description says {@code
   * console="mapped"}.
   */
  public static final long ROOT_CONSOLE = 0x1_8000_0000L;
}
