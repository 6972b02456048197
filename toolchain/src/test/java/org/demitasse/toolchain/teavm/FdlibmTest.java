package org.demitasse.toolchain.teavm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Random;
import org.demitasse.toolchain.MissingToolException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodInsnNode;

class FdlibmTest {
  private static final int SAMPLES = 20_000;

  private static final double[] EDGES = {
    0.0,
    -0.0,
    0.5,
    -0.5,
    1,
    -1,
    2,
    -3,
    0.7,
    0.3,
    1e-8,
    -1e-300,
    22,
    36.1,
    709.78,
    -745.2,
    1e5,
    1e10,
    1e22,
    1e300,
    Math.PI / 2,
    Math.PI / 4,
    3 * Math.PI / 4,
    -Math.PI,
    Double.MIN_VALUE,
    -Double.MIN_NORMAL,
    Double.MAX_VALUE,
    -Double.MAX_VALUE,
    Math.nextDown(1.0),
    Math.nextUp(-1.0),
    1 / 3.0,
    1024,
    -1075,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.NaN,
  };

  /** Defines the classes as a program on the target sees them, and finds the rest on the JVM. */
  private static final class Loader extends ClassLoader {
    private final Map<String, byte[]> classFiles = Fdlibm.ofThisJdk();

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      byte[] bytes = classFiles.get(name.replace('.', '/'));
      if (bytes == null) {
        throw new ClassNotFoundException(name);
      }
      return defineClass(name, bytes, 0, bytes.length);
    }
  }

  @Test
  void everyFunction_equalsStrictMathBitForBit() throws ReflectiveOperationException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Class<?> own = new Loader().loadClass(Fdlibm.STRICT_MATH.replace('/', '.'));
    for (Method method : own.getMethods()) {
      if (!method.getDeclaringClass().equals(own)) {
        continue;
      }
      Method theirs = StrictMath.class.getMethod(method.getName(), method.getParameterTypes());
      for (int i = 0; i < SAMPLES; i++) {
        double a = sample(random, i / EDGES.length);
        double b = sample(random, i % EDGES.length);
        Object[] arguments =
            method.getParameterCount() == 1 ? new Object[] {a} : new Object[] {a, b};
        assertThat(method.invoke(null, arguments))
            .as("%s(%s, %s), seed %d", method.getName(), a, b, seed)
            .isEqualTo(theirs.invoke(null, arguments));
      }
    }
    assertThat(own.getDeclaredMethods())
        .extracting(Method::getName)
        .containsExactlyInAnyOrderElementsOf(Fdlibm.FUNCTIONS);
  }

  /** An edge case while there is one of that number, else any number, or one of a usual size. */
  private static double sample(Random random, int number) {
    if (number < EDGES.length && random.nextInt(8) != 0) {
      return EDGES[number];
    }
    return switch (random.nextInt(4)) {
      case 0 -> Double.longBitsToDouble(random.nextLong());
      case 1 -> random.nextInt() / 1024.0;
      case 2 -> 2 * random.nextDouble() - 1;
      default -> random.nextGaussian() * 20;
    };
  }

  private static byte @Nullable [] original(String name) {
    try (InputStream stream = ClassLoader.getSystemResourceAsStream(name + ".class")) {
      return stream == null ? null : stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aJdkWithoutThem_isRefusedWithTheRemedy() {
    assertThatThrownBy(() -> Fdlibm.of(name -> name.contains("FdLibm") ? null : original(name)))
        .isInstanceOfSatisfying(
            MissingToolException.class,
            e -> assertThat(e.remedy()).isEqualTo("set JAVA_HOME to a JDK 21 or 25"))
        .hasMessageContaining("java.lang.FdLibm$")
        .hasMessageEndingWith("is missing");
  }

  @Test
  void aJdkWhoseFunctionsCallSomethingElse_isRefused() {
    Fdlibm.Jdk changed =
        name -> {
          byte[] bytes = original(name);
          if (bytes == null || !name.equals("java/lang/FdLibm$Pow")) {
            return bytes;
          }
          ClassNode node = new ClassNode();
          new ClassReader(bytes).accept(node, 0);
          node.methods.stream()
              .filter(method -> method.name.equals("compute"))
              .forEach(
                  method ->
                      method.instructions.forEach(
                          instruction -> {
                            if (instruction instanceof MethodInsnNode call) {
                              call.owner = "jdk/internal/math/Powers";
                              call.name = "of";
                            }
                          }));
          ClassWriter writer = new ClassWriter(0);
          node.accept(writer);
          return writer.toByteArray();
        };
    assertThatThrownBy(() -> Fdlibm.of(changed))
        .isInstanceOf(MissingToolException.class)
        .hasMessageContaining("java.lang.FdLibm$Pow uses jdk.internal.math.Powers.of");
  }

  @Test
  void classFiles_areOfJava21WithoutDebugInformation_soThatJdksAgree() {
    Fdlibm.ofThisJdk()
        .forEach(
            (name, bytes) -> {
              ClassNode node = new ClassNode();
              new ClassReader(bytes).accept(node, 0);
              assertThat(node.version).as(name).isEqualTo(65);
              assertThat(node.sourceFile).as(name).isNull();
            });
  }
}
