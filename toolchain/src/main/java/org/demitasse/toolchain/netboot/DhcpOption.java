package org.demitasse.toolchain.netboot;

/**
 * Numbers of options: RFC 2132, with the section of each; those of PXE from its specification, 2.1,
 * section 2.2.
 */
final class DhcpOption {
  /** RFC 2132, 3.1: one byte alone. */
  static final int PAD = 0;

  /** RFC 2132, 3.3. */
  static final int SUBNET_MASK = 1;

  /** RFC 2132, 3.5. */
  static final int ROUTER = 3;

  /** RFC 2132, 8.4. */
  static final int VENDOR_SPECIFIC = 43;

  /** RFC 2132, 9.1. */
  static final int REQUESTED_ADDRESS = 50;

  /** RFC 2132, 9.2: seconds. */
  static final int LEASE_TIME = 51;

  /** RFC 2132, 9.3: the fields file (1), sname (2) or both (3) hold options. */
  static final int OVERLOAD = 52;

  /** RFC 2132, 9.6. */
  static final int MESSAGE_TYPE = 53;

  /** RFC 2132, 9.7. */
  static final int SERVER_IDENTIFIER = 54;

  /** RFC 2132, 9.9: text that tells why. */
  static final int MESSAGE = 56;

  /** RFC 2132, 9.13. */
  static final int VENDOR_CLASS = 60;

  /** RFC 2132, 9.4. */
  static final int TFTP_SERVER_NAME = 66;

  /** RFC 2132, 9.5. */
  static final int BOOT_FILE_NAME = 67;

  /** PXE: identifier of the machine, which a server gives back as it came. */
  static final int CLIENT_UUID = 97;

  /** RFC 2132, 3.2: one byte alone. */
  static final int END = 255;

  private DhcpOption() {}
}
