package org.demitasse.toolchain.image;

/**
 * One thing in an image.
 *
 * @param name as the root program finds it
 * @param offset bytes from the first byte of the image in memory
 * @param address physical address at the machine's load address
 * @param size bytes
 * @param crc32 CRC-32 of IEEE 802.3, as {@code cksum -a crc32b}, zip and {@code java.util.zip}
 *     compute it
 */
public record ImageMember(
    String name, MemberKind kind, long offset, long address, long size, int crc32) {}
