package org.demitasse.toolchain.teavm;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Loads TeaVM, and the classes that talk to it, apart from the rest of the toolchain: what TeaVM
 * keeps in static fields is seen by one translation at a time, and its classes and C files pass
 * through the {@link Corrections} on their way in.
 */
final class TeaVmLoader extends ClassLoader {
  static final String TEAVM = "org.teavm.";
  static final String INSIDE = "org.demitasse.toolchain.teavm.inside.";

  private final ClassLoader origin;
  private final Corrections corrections;

  TeaVmLoader(ClassLoader origin, Corrections corrections) {
    super("teavm", origin);
    this.origin = origin;
    this.corrections = corrections;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(TEAVM) && !name.startsWith(INSIDE)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      if (loaded == null) {
        byte[] bytes = classBytes(name);
        loaded = defineClass(name, bytes, 0, bytes.length);
      }
      if (resolve) {
        resolveClass(loaded);
      }
      return loaded;
    }
  }

  private byte[] classBytes(String name) throws ClassNotFoundException {
    String internalName = name.replace('.', '/');
    String resource = internalName + ".class";
    try (InputStream stream = origin.getResourceAsStream(resource)) {
      byte[] original = stream == null ? null : stream.readAllBytes();
      byte[] corrected = corrections.hostClass(internalName, original);
      if (corrected == null) {
        throw new ClassNotFoundException(name);
      }
      return corrected;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + resource, e);
    }
  }

  @Override
  public @Nullable InputStream getResourceAsStream(String name) {
    if (!name.startsWith(RuntimeFiles.TEAVM_RESOURCES)) {
      return origin.getResourceAsStream(name);
    }
    byte[] own = RuntimeFiles.standIn(name.substring(RuntimeFiles.TEAVM_RESOURCES.length()));
    if (own != null) {
      return new ByteArrayInputStream(own);
    }
    try (InputStream stream = origin.getResourceAsStream(name)) {
      return stream == null
          ? null
          : new ByteArrayInputStream(corrections.resource(name, stream.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name, e);
    }
  }
}
