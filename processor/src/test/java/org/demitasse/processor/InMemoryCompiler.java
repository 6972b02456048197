package org.demitasse.processor;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Compiles sources in memory with the processor. Beside them are {@link #BASE}, the declarations of
 * the base module that interfaces and generated code need, without their content.
 */
final class InMemoryCompiler {
  private static final Pattern PACKAGE = Pattern.compile("package ([\\w.]+);");
  private static final Pattern TYPE = Pattern.compile("\\b(?:interface|class|record|enum) (\\w+)");

  private static final String RPC = "package org.demitasse.base.rpc;\n";

  /** What the generated code is compiled against. */
  static final List<String> BASE =
      List.of(
          RPC + "public @interface Remote {}",
          RPC + "public @interface Service { String value(); }",
          RPC
              + "import java.lang.annotation.*;\n"
              + "@Target({ElementType.PARAMETER, ElementType.METHOD,"
              + " ElementType.RECORD_COMPONENT})\n"
              + "public @interface Limit { int value(); }",
          RPC
              + """
              public final class RpcLimits {
                public static final int MESSAGE = 256 * 8;
                public static final int CAPABILITIES = 4;
                public static final int TEXT = 160;
                public static final int SERVICE_NAME = 63;
              }
              """,
          RPC + "public final class RpcStatus { public static final int OK = 0; }",
          RPC
              + """
              public interface RemoteObject {
                org.demitasse.base.Capability<?> capability();
              }
              """,
          RPC
              + """
              public abstract class Dispatcher {
                public abstract Object object();
                protected abstract void dispatch(int operation) throws Exception;
                protected abstract void answer(int operation, Object result);
                protected abstract int declared(int operation, Exception exception);
                protected final boolean isDeferred() { return false; }
                protected static void unknownOperation() {}
              }
              """,
          RPC
              + """
              import org.demitasse.base.Capability;
              public final class RpcMessage {
                public static void begin(int operation) {}
                public static void begin(int operation, long w0) {}
                public static void begin(int operation, long w0, long w1) {}
                public static void begin(int operation, long w0, long w1, long w2) {}
                public static void begin(int operation, long w0, long w1, long w2, long w3) {}
                public static void put(long word) {}
                public static void putText(String text, int limit, String name) {}
                public static void putBytes(byte[] bytes, int limit, String name) {}
                public static void putCapability(Capability<?> capability) {}
                public static void call(Capability<?> target, String name, int exceptions) {}
                public static void call(Capability<?> target, String name, int exceptions, int operation) {}
                public static void call(Capability<?> target, String name, int exceptions, int operation, long w0) {}
                public static void call(Capability<?> target, String name, int exceptions, int operation, long w0, long w1) {}
                public static void call(Capability<?> target, String name, int exceptions, int operation, long w0, long w1, long w2) {}
                public static void call(Capability<?> target, String name, int exceptions, int operation, long w0, long w1, long w2, long w3) {}
                public static int status() { return 0; }
                public static void expect(int words) {}
                public static long word(int index) { return 0; }
                public static long take() { return 0; }
                public static int toInt(long word) { throw new Error(); }
                public static short toShort(long word) { throw new Error(); }
                public static byte toByte(long word) { throw new Error(); }
                public static char toChar(long word) { throw new Error(); }
                public static boolean toBoolean(long word) { throw new Error(); }
                public static double toDouble(long word) { throw new Error(); }
                public static float toFloat(long word) { throw new Error(); }
                public static long fromBoolean(boolean value) { return 0; }
                public static long fromDouble(double value) { return 0; }
                public static long fromFloat(float value) { return 0; }
                public static int toOrdinal(long word, int count) { return 0; }
                public static String takeText(int limit) { throw new Error(); }
                public static String takeExceptionMessage() { throw new Error(); }
                public static byte[] takeBytes(int limit) { throw new Error(); }
                public static <T> Capability<T> takeCapability() { throw new Error(); }
                public static void expectEnd() {}
              }
              """,
          "package org.demitasse.base;\npublic final class Capability<T> {}",
          """
          package org.jspecify.annotations;
          import java.lang.annotation.*;
          @Target(ElementType.TYPE_USE)
          public @interface Nullable {}
          """);

  private InMemoryCompiler() {}

  /**
   * What came of it.
   *
   * @param messages errors and warnings as {@code File.java:line: message}
   * @param generated sources by file name
   */
  record Result(List<String> messages, Map<String, String> generated) {}

  /** Compiles the sources and {@link #BASE}, each named after its first type. */
  static Result compile(List<String> sources) {
    List<JavaFileObject> files = new ArrayList<>();
    BASE.forEach(source -> files.add(new Source(source)));
    sources.forEach(source -> files.add(new Source(source)));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    try (StandardJavaFileManager standard =
            compiler.getStandardFileManager(diagnostics, Locale.ROOT, StandardCharsets.UTF_8);
        Output output = new Output(standard)) {
      JavaCompiler.CompilationTask task =
          compiler.getTask(
              new StringWriter(),
              output,
              diagnostics,
              List.of("--release", "21", "-Xlint:all,-processing,-serial", "-cp", ""),
              null,
              files);
      task.setProcessors(List.of(new RemoteProcessor()));
      task.call();
      return new Result(
          diagnostics.getDiagnostics().stream().map(InMemoryCompiler::text).toList(),
          output.generated());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static String text(Diagnostic<? extends JavaFileObject> diagnostic) {
    String message = diagnostic.getMessage(Locale.ROOT);
    JavaFileObject source = diagnostic.getSource();
    return source == null
        ? message
        : fileName(source) + ":" + diagnostic.getLineNumber() + ": " + message;
  }

  private static String fileName(FileObject file) {
    String path = file.toUri().getPath();
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static String group(Pattern pattern, String source) {
    Matcher matcher = pattern.matcher(source);
    return matcher.find() ? matcher.group(1) : "";
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String text) {
      super(
          URI.create(
              "memory:/"
                  + group(PACKAGE, text).replace('.', '/')
                  + "/"
                  + group(TYPE, text)
                  + ".java"),
          Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  /** Keeps what is generated and drops class files. */
  private static final class Output extends ForwardingJavaFileManager<JavaFileManager> {
    private final List<Written> written = new ArrayList<>();

    Output(JavaFileManager standard) {
      super(standard);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
      Written file = new Written(className, kind);
      if (kind == JavaFileObject.Kind.SOURCE) {
        written.add(file);
      }
      return file;
    }

    Map<String, String> generated() {
      Map<String, String> sources = new TreeMap<>();
      written.forEach(file -> sources.put(fileName(file), file.text.toString()));
      return sources;
    }
  }

  private static final class Written extends SimpleJavaFileObject {
    private final StringWriter text = new StringWriter();

    Written(String className, Kind kind) {
      super(URI.create("memory:/" + className.replace('.', '/') + kind.extension), kind);
    }

    @Override
    public Writer openWriter() {
      return text;
    }

    @Override
    public OutputStream openOutputStream() {
      return new ByteArrayOutputStream();
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text.toString();
    }
  }
}
