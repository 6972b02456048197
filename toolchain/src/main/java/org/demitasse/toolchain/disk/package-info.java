/**
 * Disks that boards boot from: an MBR (the partition table of the IBM PC) with one FAT32 partition
 * (Microsoft, "FAT: General Overview of On-Disk Format", 1.03), and how it comes onto a memory
 * card. The same files give the same disk bit for bit.
 */
@NullMarked
package org.demitasse.toolchain.disk;

import org.jspecify.annotations.NullMarked;
