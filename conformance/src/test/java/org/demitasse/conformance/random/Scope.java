package org.demitasse.conformance.random;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What can be named at one place of a generated program. */
final class Scope {
  /**
   * A variable.
   *
   * @param isAssignable whether statements may change it
   * @param isFinal whether a lambda may capture it
   */
  record Variable(String name, Type type, boolean isAssignable, boolean isFinal) {}

  /** A static method of the program. */
  record Method(String name, Type result, List<Type> parameters) {}

  /** A lambda in a variable: from {@code int, int} to {@code int}. */
  private final List<String> lambdas = new ArrayList<>();

  private final List<Variable> variables = new ArrayList<>();
  private final List<String> labels = new ArrayList<>();
  private final List<Method> methods;
  private final Optional<Type> result;

  /**
   * Begins a method.
   *
   * @param methods those that it may call
   * @param result what it returns; empty where {@code return} may not stand
   */
  Scope(List<Method> methods, Optional<Type> result) {
    this.methods = List.copyOf(methods);
    this.result = result;
  }

  /** Returns the scope of a block. */
  Scope block() {
    Scope inner = new Scope(methods, result);
    inner.variables.addAll(variables);
    inner.lambdas.addAll(lambdas);
    inner.labels.addAll(labels);
    return inner;
  }

  /** Returns the scope of the body of a lambda: what is final, and no way out. */
  Scope lambda() {
    Scope inner = new Scope(methods, Optional.empty());
    variables.stream().filter(Variable::isFinal).forEach(inner.variables::add);
    inner.lambdas.addAll(lambdas);
    return inner;
  }

  void declare(Variable variable) {
    variables.add(variable);
  }

  void declareLambda(String name) {
    lambdas.add(name);
  }

  void openLoop(String label) {
    labels.add(label);
  }

  /** Returns the variables of a type. */
  List<Variable> variables(Type type) {
    return variables.stream().filter(variable -> variable.type() == type).toList();
  }

  /** Returns the variables that may be assigned. */
  List<Variable> assignable() {
    return variables.stream().filter(Variable::isAssignable).toList();
  }

  List<String> lambdas() {
    return lambdas;
  }

  /** Returns the labels of the loops around, the innermost last. */
  List<String> labels() {
    return labels;
  }

  List<Method> methods(Type type) {
    return methods.stream().filter(method -> method.result() == type).toList();
  }

  Optional<Type> result() {
    return result;
  }
}
