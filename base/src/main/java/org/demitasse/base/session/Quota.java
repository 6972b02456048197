package org.demitasse.base.session;

/**
 * How an account stands.
 *
 * @param limit what it has been given
 * @param used what of it is in use
 */
public record Quota(long limit, long used) {
  public long available() {
    return limit - used;
  }
}
