package org.demitasse.abi;

/**
 * The page at {@link ProgramLayout#COMPONENT_INFORMATION}, whose address a component also receives
 * in x0: what the parent tells a new component about itself.
 *
 * <p>Layout, little-endian: 0 magic (8 bytes), 8 length of the label in bytes (4), 12 reserved (4),
 * 16 handle of the parent's capability (8), 24 label in UTF-8.
 */
public final class ComponentInformation {
  private ComponentInformation() {}

  /** "DMTSCOMP", read as a little-endian number. */
  public static final long MAGIC = 0x504D4F4353544D44L;

  public static final int LABEL_LENGTH_OFFSET = 8;
  public static final int PARENT_OFFSET = 16;
  public static final int LABEL_OFFSET = 24;

  /** Most bytes of the label. */
  public static final int LABEL_LIMIT = 1024;
}
