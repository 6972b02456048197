package org.demitasse.toolchain.teavm;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Classes that the program sees in place of TeaVM's: own ones, or TeaVM's with own methods in them.
 */
final class TargetClasses {
  private static final String RUNTIME = "org/teavm/runtime/";
  private static final String LIBRARY = "org/teavm/classlib/java/";
  private static final String RESOURCES = "org/teavm/backend/c/runtime/CResources";
  private static final String CONSOLE = "org/teavm/classlib/impl/console/Console";
  private static final String STANDIN = "org/demitasse/toolchain/teavm/standin/";
  private static final String COMMON = STANDIN + "common/";
  private static final String COMPONENT = STANDIN + "component/";
  private static final String KERNEL = STANDIN + "kernel/";

  /** Own name to TeaVM's name. */
  private static final Map<String, String> KERNEL_CLASSES =
      Map.of(
          KERNEL + "KernelHeap", RUNTIME + "GC",
          KERNEL + "KernelAllocator", RUNTIME + "Allocator",
          KERNEL + "KernelExceptions", RUNTIME + "ExceptionHandling",
          KERNEL + "KernelFiber", RUNTIME + "Fiber",
          KERNEL + "KernelEventQueue", RUNTIME + "EventQueue",
          KERNEL + "KernelResources", RESOURCES);

  private static final Map<String, String> COMPONENT_CLASSES =
      Map.ofEntries(
          Map.entry(COMPONENT + "ComponentHeap", RUNTIME + "GC"),
          Map.entry(COMPONENT + "ComponentAllocator", RUNTIME + "Allocator"),
          Map.entry(COMPONENT + "ComponentExceptions", RUNTIME + "ExceptionHandling"),
          Map.entry(COMPONENT + "ComponentFiber", RUNTIME + "Fiber"),
          Map.entry(COMPONENT + "ComponentFiber$AsyncCall", RUNTIME + "Fiber$AsyncCall"),
          Map.entry(COMPONENT + "ComponentFiber$Callback", RUNTIME + "Fiber$AsyncCallbackImpl"),
          Map.entry(COMPONENT + "ComponentFiber$FiberRunner", RUNTIME + "Fiber$FiberRunner"),
          Map.entry(COMPONENT + "ComponentEventQueue", RUNTIME + "EventQueue"),
          Map.entry(COMPONENT + "ComponentEventQueue$Event", RUNTIME + "EventQueue$Event"),
          Map.entry(COMPONENT + "ComponentEventQueue$Entry", RUNTIME + "EventQueue$Node"),
          Map.entry(COMPONENT + "ComponentThread", LIBRARY + "lang/TThread"),
          Map.entry(COMPONENT + "ComponentThread$MainThread", LIBRARY + "lang/TThread$MainThread"),
          Map.entry(COMPONENT + "ComponentThread$Pause", LIBRARY + "lang/TThread$SleepHandler"),
          Map.entry(COMPONENT + "ComponentThread$State", LIBRARY + "lang/TThread$State"),
          Map.entry(COMPONENT + "ComponentTimer", LIBRARY + "util/TTimer"),
          Map.entry(COMPONENT + "ComponentTimerTask", LIBRARY + "util/TTimerTask"),
          Map.entry(COMPONENT + "InitializerError", LIBRARY + "lang/TExceptionInInitializerError"),
          Map.entry(
              COMPONENT + "IllegalThreadState", LIBRARY + "lang/TIllegalThreadStateException"),
          Map.entry(COMPONENT + "ComponentThrowable", LIBRARY + "lang/TThrowable"),
          Map.entry(COMPONENT + "ComponentThrowable$Lines", LIBRARY + "lang/TThrowable$Lines"),
          Map.entry(COMPONENT + "ComponentResources", RESOURCES),
          Map.entry(
              COMPONENT + "ComponentResources$ResourceStream", RESOURCES + "$ResourceInputStream"));

  /** Own classes that stand for nothing, but that the others need. */
  private static final List<String> HELPERS =
      List.of(
          "org/demitasse/abi/EventSource",
          "org/demitasse/abi/EventSource$Maker",
          COMMON + "ArrayCopy",
          COMMON + "Checks",
          COMMON + "Message",
          COMPONENT + "Chunk",
          COMPONENT + "ClassCastMessage",
          COMPONENT + "ClassInitialization",
          COMPONENT + "ClassInitialization$Attempt",
          COMPONENT + "ClassInitialization$WaitingThread",
          COMPONENT + "Compactor",
          COMPONENT + "HeapObject",
          COMPONENT + "Machine",
          COMPONENT + "Marker",
          COMPONENT + "Monitor",
          COMPONENT + "Monitors",
          COMPONENT + "Waiter");

  /** Hashes of TeaVM's class files that own classes stand for. */
  private static final Map<String, String> HASHES =
      Map.ofEntries(
          Map.entry(CONSOLE, "fcad519f185f6394a478231f78227678ea528f366f2d1c4efd09edb61014bf8d"),
          Map.entry(
              "org/teavm/classlib/java/util/TTimer",
              "209db09dbafa971bce351f0f66785d60f8579827dfa7664f4d76af6e7e4a2db5"),
          Map.entry(
              "org/teavm/classlib/java/util/TTimerTask",
              "79714553204fac294b124650cdfe772f1c0e795a594f2e1f5f2d1f1337b63181"),
          Map.entry(
              "org/teavm/classlib/java/lang/TClass",
              "7433a485259df78da6e1fdb7e7aa4c7e767f4ce069342010f86f4b238d7d7a4e"),
          Map.entry(
              "org/teavm/classlib/java/lang/TObject",
              "1cf73eb7e164ed5cad24e94b9ab478edcb071bfa0f28aed44e42e7cb77d09f0a"),
          Map.entry(
              "org/teavm/classlib/java/lang/TSystem",
              "c246d8d8b060a35e6ba68367b8855ac02375a3090f73b91d0a3c7f213d8eab72"),
          Map.entry(
              "org/teavm/classlib/java/lang/TThread",
              "d9943e2f426b4c4f32afec95e0272b730876769f556f5fedf8d0c3c52ebddb7a"),
          Map.entry(
              "org/teavm/runtime/GC",
              "0ddf6258b9f2d13ccd9737458f6f680673c52fef842bc6cb07185416e932d9e7"),
          Map.entry(
              "org/teavm/runtime/Allocator",
              "6aee4d703cbea530313ca5f267733dc6b745a859265fbad555604559674a659c"),
          Map.entry(
              "org/teavm/runtime/ExceptionHandling",
              "dd79c9f2c7d9e5d216b2ef9feae8a0a192c35f2650dd355b5db84be8890e208e"),
          Map.entry(
              "org/teavm/runtime/Fiber",
              "781e84efd93846d2c255b5105d6417d53fe194b175a4ada053a18181c1dd28ae"),
          Map.entry(
              "org/teavm/runtime/EventQueue",
              "326bcaaef5f35c6615e815d3b3f55e215968c49b94d7d57fed84d9c013d6ac12"),
          Map.entry(
              "org/teavm/backend/c/runtime/CResources",
              "8163d555319f47486e52e31371baf459d630ea19c9ba25f7453cbbd45bf666d3"),
          Map.entry(
              "org/teavm/classlib/java/lang/TThrowable",
              "4e6195f181d7886ce6dc575906ab81e2c26ac8a0c8e4a89452ba472175becec0"));

  private final ClassLoader origin;

  TargetClasses(ClassLoader origin) {
    this.origin = origin;
  }

  Map<String, byte[]> of(CodeProfile profile) {
    Map<String, byte[]> classes = new LinkedHashMap<>();
    Map<String, String> names =
        new HashMap<>(profile == CodeProfile.KERNEL ? KERNEL_CLASSES : COMPONENT_CLASSES);
    HELPERS.forEach(helper -> names.put(helper, helper));
    RenamedClasses own = new RenamedClasses(names);
    for (String name : own.replaced()) {
      String hash = HASHES.get(name);
      if (hash != null) {
        Corrections.requireHash("class " + name.replace('/', '.'), hash, original(name));
      }
      classes.put(name + ".class", own.classFile(name));
    }
    grafts(profile)
        .forEach((theirs, graft) -> classes.put(theirs + ".class", graft(theirs, graft, own)));
    if (profile == CodeProfile.COMPONENT) {
      addLibrary(classes);
    }
    return Map.copyOf(classes);
  }

  /** Adds the library's classes; what it changes in part keeps the corrections made so far. */
  private void addLibrary(Map<String, byte[]> classes) {
    LibraryClasses.load()
        .renamed(
            name -> {
              byte[] corrected = classes.get(name + ".class");
              return corrected == null ? original(name) : corrected;
            })
        .forEach((name, bytes) -> classes.put(name + ".class", bytes));
  }

  /** TeaVM's class to the own classes that have methods for it. */
  private static Map<String, List<String>> grafts(CodeProfile profile) {
    Map<String, List<String>> grafts = new LinkedHashMap<>();
    grafts.put(LIBRARY + "lang/TSystem", List.of(COMMON + "GraftedSystem"));
    grafts.put(
        LIBRARY + "lang/TObject",
        profile == CodeProfile.KERNEL
            ? List.of(COMMON + "GraftedObject")
            : List.of(
                COMMON + "GraftedObject",
                COMPONENT + "GraftedClone",
                COMPONENT + "GraftedMonitors"));
    if (profile == CodeProfile.COMPONENT) {
      grafts.put(LIBRARY + "lang/TClass", List.of(COMPONENT + "GraftedClass"));
      grafts.put(CONSOLE, List.of(COMPONENT + "GraftedConsole"));
    }
    return grafts;
  }

  private byte[] graft(String theirs, List<String> grafted, RenamedClasses own) {
    String hash = HASHES.get(theirs);
    if (hash == null) {
      throw new IllegalStateException("the hash of " + theirs + " is not known");
    }
    return ClassCorrection.edit(
            theirs,
            hash,
            node -> grafted.forEach(each -> Grafts.apply(node, each, own.renaming(each, theirs))))
        .apply(original(theirs));
  }

  private byte[] original(String name) {
    String resource = name + ".class";
    try (InputStream stream = origin.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new CorrectionException(
            "TeaVM %s has the class %s, the one on the class path does not: use exactly that version of org.teavm"
                .formatted(Corrections.TEAVM_VERSION, name.replace('/', '.')));
      }
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + resource, e);
    }
  }
}
