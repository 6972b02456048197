/**
 * Classes of the Java class library as programs on the target see them, where TeaVM's are missing
 * or behave differently from the documentation and from HotSpot.
 *
 * <p>A class {@code org.demitasse.library.java.util.Formatter} becomes the program's {@code
 * java.util.Formatter} when the toolchain translates the program; it takes the place of TeaVM's, or
 * adds a class that TeaVM does not have. A class that is marked {@link
 * org.demitasse.library.Partial} changes TeaVM's in single methods only. On the JVM these classes
 * have the names that they are written under, so that tests compare them with the JDK's.
 */
@NullMarked
package org.demitasse.library;

import org.jspecify.annotations.NullMarked;
