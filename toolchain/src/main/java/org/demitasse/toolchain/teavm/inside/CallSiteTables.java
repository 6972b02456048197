package org.demitasse.toolchain.teavm.inside;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.teavm.backend.c.generate.ClassGenerator;
import org.teavm.backend.c.generate.CodeWriter;
import org.teavm.backend.c.generate.GenerationContext;
import org.teavm.backend.c.generate.IncludeManager;
import org.teavm.model.ListableClassReaderSource;
import org.teavm.model.ValueType;
import org.teavm.model.lowlevel.CallSiteDescriptor;
import org.teavm.model.lowlevel.CallSiteLocation;
import org.teavm.model.lowlevel.ExceptionHandlerDescriptor;

/**
 * Stands for {@code org.teavm.backend.c.generate.CallSiteGenerator}: writes what the runtime must
 * know of each place from which an exception can come, the handlers around it and its Java lines.
 *
 * <p>TeaVM makes linked structures of it, and Java strings of all names, about half of the data of
 * a small program. Here it is one stream of bytes, read only when there is an exception:
 *
 * <pre>
 * site    = handlers frameCount frame*       all numbers in LEB128
 * handlers: 0, or 1 + index into demitasse_handlers, whose lists end with id 0
 * frame   = method (line + 1)                innermost first; line + 1 is 0 if unknown
 * method:  index into demitasse_methods, which refers to demitasse_texts
 * </pre>
 *
 * Every {@value #SITES_PER_BLOCK}th site's place in the stream is in demitasse_siteBlocks.
 */
public final class CallSiteTables {
  private static final int SITES_PER_BLOCK = 16;

  private final GenerationContext context;
  private final CodeWriter writer;
  private final IncludeManager includes;
  private final Map<String, Integer> texts = new LinkedHashMap<>();
  private final ByteArrayOutputStream textBytes = new ByteArrayOutputStream();
  private final Map<Method, Integer> methods = new LinkedHashMap<>();
  private final Map<List<Handler>, Integer> handlerLists = new LinkedHashMap<>();
  private final List<@Nullable Handler> handlers = new ArrayList<>();

  /** A method by the places of its names in the texts; file is 0 if unknown. */
  private record Method(int className, int name, int file) {}

  /** {@code className} is {@code null} for a handler of everything. */
  private record Handler(int id, @Nullable String className) {}

  public CallSiteTables(
      GenerationContext context, CodeWriter writer, IncludeManager includes, String name) {
    this.context = context;
    this.writer = writer;
    this.includes = includes;
    // Place 0 means that there is no text.
    textBytes.write(0);
  }

  /** Of meaning in TeaVM's incremental builds only. */
  public void setStatic(boolean isStatic) {}

  public void generate(List<? extends CallSiteDescriptor> sites) {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    List<Integer> blocks = new ArrayList<>();
    for (int i = 0; i < sites.size(); ++i) {
      if (i % SITES_PER_BLOCK == 0) {
        blocks.add(stream.size());
      }
      write(sites.get(i), stream);
    }
    stream.write(0);
    includes.includePath("runtime.h");
    writeBytes("uint8_t demitasse_sites", stream.toByteArray());
    writeNumbers("uint32_t demitasse_siteBlocks", blocks);
    writeMethods();
    writeClassNames();
    writeBytes("uint8_t demitasse_texts", textBytes.toByteArray());
    writeHandlers();
  }

  private void write(CallSiteDescriptor site, ByteArrayOutputStream stream) {
    writeNumber(handlerList(site.getHandlers()), stream);
    List<CallSiteLocation> frames = new ArrayList<>();
    if (site.getLocations() != null) {
      for (CallSiteLocation location : site.getLocations()) {
        if (!HiddenFrames.contains(
            context.getClassSource(),
            location.getClassName(),
            location.getMethodName(),
            location.getLineNumber())) {
          frames.add(location);
        }
      }
    }
    writeNumber(frames.size(), stream);
    for (CallSiteLocation frame : frames) {
      String file = frame.getFileName();
      Method method =
          new Method(
              text(frame.getClassName()),
              text(frame.getMethodName()),
              file == null || file.isEmpty() ? 0 : text(file));
      writeNumber(methods.computeIfAbsent(method, m -> methods.size()), stream);
      writeNumber(Math.max(frame.getLineNumber(), -1) + 1, stream);
    }
  }

  private int handlerList(List<ExceptionHandlerDescriptor> descriptors) {
    if (descriptors.isEmpty()) {
      return 0;
    }
    List<Handler> list =
        descriptors.stream().map(d -> new Handler(d.getId(), d.getClassName())).toList();
    Integer known = handlerLists.get(list);
    if (known != null) {
      return known;
    }
    int place = handlers.size() + 1;
    handlerLists.put(list, place);
    handlers.addAll(list);
    handlers.add(null);
    return place;
  }

  private int text(String text) {
    return texts.computeIfAbsent(
        text,
        t -> {
          int place = textBytes.size();
          textBytes.writeBytes(t.getBytes(StandardCharsets.UTF_8));
          textBytes.write(0);
          return place;
        });
  }

  /**
   * Little-endian base 128, the highest bit set in all bytes but the last (DWARF 5, section 7.6).
   */
  private static void writeNumber(int number, ByteArrayOutputStream stream) {
    int rest = number;
    while (rest >= 0x80) {
      stream.write((rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    stream.write(rest);
  }

  private void writeBytes(String name, byte[] bytes) {
    writer.print("const " + name + "[" + bytes.length + "] = {").indent();
    for (int i = 0; i < bytes.length; ++i) {
      if (i % 32 == 0) {
        writer.println();
      }
      writer.print(Integer.toString(bytes[i] & 0xFF)).print(",");
    }
    writer.println().outdent().println("};");
  }

  private void writeNumbers(String name, List<Integer> numbers) {
    writer.print("const " + name + "[" + Math.max(numbers.size(), 1) + "] = {").indent();
    for (int i = 0; i < numbers.size(); ++i) {
      if (i % 16 == 0) {
        writer.println();
      }
      writer.print(Integer.toString(numbers.get(i))).print(",");
    }
    writer.println().outdent().println("};");
  }

  private void writeMethods() {
    writer
        .print("const DemitasseMethod demitasse_methods[" + Math.max(methods.size(), 1) + "] = {")
        .indent();
    for (Method method : methods.keySet()) {
      writer.println();
      writer.print("{ " + method.className + ", " + method.name + ", " + method.file + " },");
    }
    writer.println().outdent().println("};");
  }

  /**
   * Names of all classes but those of arrays and primitive types. Besides what TeaVM keeps for
   * java.lang.Class, and only if the program asks for it: exceptions tell the names of any class.
   */
  private void writeClassNames() {
    ByteArrayOutputStream names = new ByteArrayOutputStream();
    writer.print("const DemitasseClassName demitasse_classNames[] = {").indent();
    for (String name : ((ListableClassReaderSource) context.getClassSource()).getClassNames()) {
      ValueType type = ValueType.object(name);
      if (ClassGenerator.needsVirtualTable(context.getCharacteristics(), type)) {
        includes.includeType(type);
        writer.println();
        writer
            .print("{ (TeaVM_Class*) &")
            .print(context.getNames().forClassInstance(type))
            .print(", " + names.size() + " },");
        names.writeBytes(name.getBytes(StandardCharsets.UTF_8));
        names.write(0);
      }
    }
    writer.println().print("{ NULL, 0 }");
    writer.println().outdent().println("};");
    writeBytes("uint8_t demitasse_classTexts", names.toByteArray());
  }

  private void writeHandlers() {
    writer
        .print(
            "const DemitasseHandler demitasse_handlers[" + Math.max(handlers.size(), 1) + "] = {")
        .indent();
    for (Handler handler : handlers) {
      writer.println();
      if (handler == null) {
        writer.print("{ 0, NULL },");
      } else if (handler.className == null) {
        writer.print("{ " + handler.id + ", NULL },");
      } else {
        ValueType type = ValueType.object(handler.className);
        includes.includeClass(handler.className);
        writer
            .print("{ " + handler.id + ", (TeaVM_Class*) &")
            .print(context.getNames().forClassInstance(type))
            .print(" },");
      }
    }
    writer.println().outdent().println("};");
  }
}
