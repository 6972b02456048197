package org.demitasse.devicetree.source;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.demitasse.devicetree.DeviceTree;
import org.demitasse.devicetree.DeviceTreeNode;
import org.demitasse.devicetree.DeviceTreeProperty;
import org.demitasse.devicetree.FlattenedDeviceTree;
import org.jspecify.annotations.Nullable;

/**
 * Makes trees of their source text: Devicetree Specification v0.4, chapter 6, with labels, {@code
 * /bits/}, expressions, {@code /include/}, {@code /incbin/}, deletions, {@code /omit-if-no-ref/},
 * later definitions that are merged into earlier ones, {@code /memreserve/} and overlays ({@code
 * /plugin/}). The blob of the result, {@link FlattenedDeviceTree#write}, is that of {@code dtc},
 * byte for byte. A source for the C preprocessor has to go through it first; its line marks are
 * understood.
 *
 * <p>Time and memory are in proportion to the source, which may have 64 MiB with all that it
 * includes; the paths that references become have as much again.
 */
public final class DeviceTreeCompiler {
  private DeviceTreeCompiler() {}

  /**
   * Compiles a file; files that it includes stand beside it.
   *
   * @throws InvalidSourceException if it is wrong
   * @throws IOException if it cannot be read
   */
  public static DeviceTree compile(Path source) throws InvalidSourceException, IOException {
    return compile(source, List.of(), false);
  }

  /**
   * Compiles a file.
   *
   * @param folders where included files are too that are not beside the file that includes them
   * @param symbols whether all labels are kept for overlays, {@code dtc -@}
   * @throws InvalidSourceException if it is wrong
   * @throws IOException if it cannot be read
   */
  public static DeviceTree compile(Path source, List<Path> folders, boolean symbols)
      throws InvalidSourceException, IOException {
    return compile(
        source.toString(),
        FolderFiles.content(source, Scanner.MOST_BYTES),
        new FolderFiles(folders),
        symbols);
  }

  /**
   * Compiles a text.
   *
   * @param name of the source, for messages and for {@code files}
   * @param text in ASCII; strings may have any bytes
   * @param symbols whether all labels are kept for overlays, {@code dtc -@}
   * @throws InvalidSourceException if it is wrong
   */
  public static DeviceTree compile(String name, byte[] text, SourceFiles files, boolean symbols)
      throws InvalidSourceException {
    Problems problems = new Problems();
    if (text.length > Scanner.MOST_BYTES) {
      problems.report(
          new Place(name, 1, 1), "the source has more than " + Scanner.MOST_BYTES + " bytes");
    }
    problems.throwIfAny();
    SourceTree tree = new SourceParser(new Scanner(name, text, files, problems), problems).parse();
    finish(tree, symbols, problems);
    problems.throwIfAny();
    return new DeviceTree(freeze(tree.root()), tree.reservations, bootProcessor(tree));
  }

  private static void finish(SourceTree tree, boolean symbols, Problems problems) {
    if (!problems.isEmpty()) {
      // What is missing may only be what was passed over.
      return;
    }
    new SourceChecks(problems).check(tree.root());
    References references = new References(tree, problems);
    references.readPhandles(tree.root());
    references.resolvePhandles(tree.root());
    references.resolvePaths(tree.root());
    references.omitUnreferenced(tree.root(), symbols);
    OverlayNodes additions = new OverlayNodes(tree, references, problems);
    if (symbols) {
      additions.addSymbols();
    }
    if (tree.plugin) {
      additions.addFixups();
    }
  }

  /** Returns the number of the first processor, as {@code dtc} takes it for the one that boots. */
  private static int bootProcessor(SourceTree tree) {
    SourceNode processors = tree.find("/cpus");
    if (processors == null || processors.children().isEmpty()) {
      return 0;
    }
    @Nullable SourceProperty reg = processors.children().get(0).property("reg");
    return reg == null || reg.value.size() != 4 ? 0 : reg.value.cell(0);
  }

  private static DeviceTreeNode freeze(SourceNode node) {
    List<DeviceTreeProperty> properties = new ArrayList<>();
    for (SourceProperty each : node.properties()) {
      if (!each.deleted) {
        properties.add(new DeviceTreeProperty(each.name, each.value.bytes()));
      }
    }
    List<DeviceTreeNode> children = new ArrayList<>();
    for (SourceNode each : node.children()) {
      if (!each.deleted) {
        children.add(freeze(each));
      }
    }
    return new DeviceTreeNode(node.name, properties, children);
  }
}
