package org.demitasse.devicetree.navigation;

import java.util.List;

/** Memory that is not free for any use. */
public sealed interface ReservedMemory {
  /**
   * Returns the path of the node, or {@code /memreserve/} for an entry of the reservation block.
   */
  String source();

  /** Whether nobody may map it but who knows what it is for. */
  boolean isUnmapped();

  /** Whether it may be used until who it is for needs it. */
  boolean isReusable();

  /** Memory at a given place. */
  record Fixed(String source, AddressRange range, boolean isUnmapped, boolean isReusable)
      implements ReservedMemory {}

  /**
   * Memory that is to be taken from what is free.
   *
   * @param size in bytes
   * @param alignment in bytes; 0 if none was asked for
   * @param within where it must lie; empty if anywhere
   */
  record Requested(
      String source,
      long size,
      long alignment,
      List<AddressRange> within,
      boolean isUnmapped,
      boolean isReusable)
      implements ReservedMemory {
    public Requested {
      within = List.copyOf(within);
    }
  }
}
