package org.demitasse.toolchain.netboot;

/** Codes of RFC 1350, appendix I, and the last of RFC 2347. */
enum TftpError {
  NOT_DEFINED,
  FILE_NOT_FOUND,
  ACCESS_VIOLATION,
  DISK_FULL,
  ILLEGAL_OPERATION,
  UNKNOWN_TRANSFER,
  FILE_EXISTS,
  NO_SUCH_USER,
  OPTIONS_REFUSED;

  int code() {
    return ordinal();
  }
}
