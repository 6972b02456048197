package org.demitasse.toolchain.teavm.inside;

import java.util.List;
import org.teavm.ast.AssignmentStatement;
import org.teavm.ast.BinaryExpr;
import org.teavm.ast.BinaryOperation;
import org.teavm.ast.BoundCheckExpr;
import org.teavm.ast.CastExpr;
import org.teavm.ast.ConditionalExpr;
import org.teavm.ast.ConditionalStatement;
import org.teavm.ast.Expr;
import org.teavm.ast.InvocationExpr;
import org.teavm.ast.NewArrayExpr;
import org.teavm.ast.NewExpr;
import org.teavm.ast.NewMultiArrayExpr;
import org.teavm.ast.RecursiveVisitor;
import org.teavm.ast.Statement;
import org.teavm.ast.UnaryExpr;
import org.teavm.ast.UnaryOperation;

/**
 * Stands for {@code org.teavm.ast.optimization.ExpressionSideEffectDecomposer}: what is left of an
 * expression whose value nobody asks for, such as the condition of an {@code if} with nothing in
 * either branch.
 *
 * <p>TeaVM's leaves calls only, and drops what may throw by itself: checks for null, of indexes and
 * of classes, and arrays whose length may be negative.
 */
public final class RemainsOfConditions extends RecursiveVisitor {
  private final List<Statement> target;

  public RemainsOfConditions(List<Statement> target) {
    this.target = target;
  }

  private void keep(Expr expression) {
    AssignmentStatement statement = Statement.statementExpr(expression);
    statement.setLocation(expression.getLocation());
    target.add(statement);
  }

  @Override
  public void visit(UnaryExpr expression) {
    if (expression.getOperation() == UnaryOperation.NULL_CHECK) {
      keep(expression);
    } else {
      super.visit(expression);
    }
  }

  @Override
  public void visit(CastExpr expression) {
    if (expression.isWeak()) {
      super.visit(expression);
    } else {
      keep(expression);
    }
  }

  @Override
  public void visit(BoundCheckExpr expression) {
    keep(expression);
  }

  @Override
  public void visit(NewArrayExpr expression) {
    keep(expression);
  }

  @Override
  public void visit(NewMultiArrayExpr expression) {
    keep(expression);
  }

  @Override
  public void visit(NewExpr expression) {
    keep(expression);
  }

  @Override
  public void visit(InvocationExpr expression) {
    keep(expression);
  }

  @Override
  public void visit(BinaryExpr expression) {
    if (expression.getOperation() == BinaryOperation.AND
        || expression.getOperation() == BinaryOperation.OR) {
      keep(expression);
    } else {
      super.visit(expression);
    }
  }

  @Override
  public void visit(ConditionalExpr expression) {
    ConditionalStatement statement = new ConditionalStatement();
    statement.setCondition(expression.getCondition());
    expression.getConsequent().acceptVisitor(new RemainsOfConditions(statement.getConsequent()));
    expression.getAlternative().acceptVisitor(new RemainsOfConditions(statement.getAlternative()));
    target.add(statement);
  }
}
