package org.demitasse.toolchain.teavm.inside;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.demitasse.toolchain.teavm.AbsentClasses;
import org.demitasse.toolchain.teavm.TranslationProblem;
import org.demitasse.toolchain.teavm.TranslationProblem.Location;
import org.demitasse.toolchain.teavm.TranslationProblem.Severity;
import org.jspecify.annotations.Nullable;
import org.teavm.callgraph.CallGraph;
import org.teavm.callgraph.CallGraphNode;
import org.teavm.callgraph.CallSite;
import org.teavm.diagnostics.DefaultProblemTextConsumer;
import org.teavm.diagnostics.Problem;
import org.teavm.diagnostics.ProblemSeverity;
import org.teavm.model.CallLocation;
import org.teavm.model.FieldReference;
import org.teavm.model.MethodReference;
import org.teavm.model.TextLocation;

/** Turns TeaVM's problems into the toolchain's, with the shortest way from {@code main} to each. */
final class ProblemReport {
  private ProblemReport() {}

  static List<TranslationProblem> of(Collection<Problem> problems, CallGraph graph) {
    Set<TranslationProblem> found = new LinkedHashSet<>();
    for (Problem problem : problems) {
      DefaultProblemTextConsumer text = new DefaultProblemTextConsumer();
      problem.render(text);
      CallLocation location = problem.getLocation();
      MethodReference method = location == null ? null : location.getMethod();
      found.add(
          new TranslationProblem(
              problem.getSeverity() == ProblemSeverity.ERROR ? Severity.ERROR : Severity.WARNING,
              text.getText() + reason(problem),
              method == null ? null : location(method, location.getSourceLocation()),
              method == null ? List.of() : callers(graph, method)));
    }
    return new ArrayList<>(found);
  }

  /** Why the class concerned is not there, in parentheses, if that is known. */
  private static String reason(Problem problem) {
    for (Object parameter : problem.getParams()) {
      String name =
          switch (parameter) {
            case String className -> className;
            case MethodReference method -> method.getClassName();
            case FieldReference field -> field.getClassName();
            case null, default -> "";
          };
      String reason = AbsentClasses.reason(name).orElse("");
      if (!reason.isEmpty()) {
        return " (" + reason + ")";
      }
    }
    return "";
  }

  /** Breadth first through the callers, so that the way reported is a shortest one. */
  private static List<Location> callers(CallGraph graph, MethodReference method) {
    Map<MethodReference, Step> steps = new HashMap<>();
    Deque<MethodReference> queue = new ArrayDeque<>();
    queue.add(method);
    steps.put(method, new Step(null, null));
    MethodReference last = method;
    while (!queue.isEmpty()) {
      MethodReference current = queue.remove();
      CallGraphNode node = graph.getNode(current);
      boolean root = true;
      for (CallSite site : node == null ? List.<CallSite>of() : node.getCallerCallSites()) {
        for (CallGraphNode caller : site.getCallers()) {
          root = false;
          if (!steps.containsKey(caller.getMethod())) {
            TextLocation where = site.getLocations(caller).stream().findFirst().orElse(null);
            steps.put(caller.getMethod(), new Step(current, where));
            queue.add(caller.getMethod());
          }
        }
      }
      if (root) {
        last = current;
        break;
      }
    }
    List<Location> way = new ArrayList<>();
    for (MethodReference at = last; !at.equals(method); ) {
      Step step = steps.get(at);
      if (step == null || step.callee == null) {
        break;
      }
      way.addFirst(location(at, step.where));
      at = step.callee;
    }
    return way;
  }

  private record Step(@Nullable MethodReference callee, @Nullable TextLocation where) {}

  private static Location location(MethodReference method, @Nullable TextLocation where) {
    String file = where == null ? null : where.getFileName();
    return new Location(
        method.getClassName(),
        method.getName(),
        file == null ? null : file.substring(file.lastIndexOf('/') + 1),
        where == null ? 0 : Math.max(where.getLine(), 0));
  }
}
