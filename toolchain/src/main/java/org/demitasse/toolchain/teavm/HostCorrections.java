package org.demitasse.toolchain.teavm;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Corrections of the translator: classes of TeaVM that run on the build machine. */
final class HostCorrections {
  private static final String MODEL = "org/teavm/model/";
  private static final String OPTIMIZATION = MODEL + "optimization/";
  private static final String GENERATE = "org/teavm/backend/c/generate/";
  private static final String INSIDE = "org/demitasse/toolchain/teavm/inside/";

  private static final RenamedClasses OWN =
      new RenamedClasses(
          Map.of(
              INSIDE + "HandlerAwareDominatorWalker", MODEL + "util/DominatorWalker",
              INSIDE + "HandlerAwareDominatorWalker$Step", MODEL + "util/DominatorWalker$Step",
              INSIDE + "HandlerAwareDominatorWalker$Context",
                  MODEL + "util/DominatorWalker$ContextImpl",
              INSIDE + "CallSiteTables", GENERATE + "CallSiteGenerator",
              INSIDE + "CallSiteTables$Method", GENERATE + "CallSiteGenerator$Method",
              INSIDE + "CallSiteTables$Handler", GENERATE + "CallSiteGenerator$Handler",
              INSIDE + "RemainsOfConditions",
                  "org/teavm/ast/optimization/ExpressionSideEffectDecomposer",
              INSIDE + "CarefulClassInitElimination", OPTIMIZATION + "ClassInitElimination",
              INSIDE + "CarefulClassInitElimination$Visitor",
                  OPTIMIZATION + "ClassInitElimination$Visitor"));

  private HostCorrections() {}

  /** Class files that TeaVM does not have, needed by those that stand for its own. */
  static byte[] additional(String name) {
    return OWN.classFile(name);
  }

  static boolean isAdditional(String name) {
    return OWN.replaced().contains(name);
  }

  static List<ClassCorrection> all() {
    return Stream.of(
            replacements(),
            OptimizerCorrections.all(),
            StatementCorrections.all(),
            LanguageCorrections.all(),
            SuspensionCorrections.all())
        .flatMap(List::stream)
        .toList();
  }

  private static List<ClassCorrection> replacements() {
    return List.of(
        ClassCorrection.replacement(
            MODEL + "util/DominatorWalker",
            "7bb3a35de7a34a9d5d5877bd9316b0da00c5039d86ddd19a58e488e08b274d4c",
            OWN),
        ClassCorrection.replacement(
            OPTIMIZATION + "ClassInitElimination",
            "e3eb3b50d3a26936138093075e7866869f5fff951ab6da45e5969ddc71657b58",
            OWN),
        ClassCorrection.replacement(
            GENERATE + "CallSiteGenerator",
            "5b5c1849c258589e13cd83fe495f2e424b98dc9aa664964e8219ab010791115c",
            OWN),
        ClassCorrection.replacement(
            "org/teavm/ast/optimization/ExpressionSideEffectDecomposer",
            "1b6691073cfd0de9919fee640ef7a448fac9a84fcc22538af402862a928b5a66",
            OWN));
  }
}
