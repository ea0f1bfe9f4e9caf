package org.hotline.engine;

import camundajar.impl.scala.Option;
import camundajar.impl.scala.Some;
import camundajar.impl.scala.collection.Iterable;
import camundajar.impl.scala.jdk.javaapi.CollectionConverters;
import java.util.function.Supplier;
import org.camunda.feel.api.EvaluationResult;
import org.camunda.feel.api.FailedEvaluationResult;
import org.camunda.feel.context.CustomContext;
import org.camunda.feel.context.VariableProvider;
import org.operaton.bpm.dmn.feel.impl.FeelEngine;
import org.operaton.bpm.dmn.feel.impl.FeelException;
import org.operaton.bpm.engine.variable.context.VariableContext;

/** FEEL of decisions: the same as that of processes, parsed once (Operaton would parse every cell each time) and with an end. */
final class DecisionFeel implements FeelEngine {

  @Override
  @SuppressWarnings("unchecked")
  public <T> T evaluateSimpleExpression(String text, VariableContext variables) {
    return (T) valueOf(text, () -> FeelTexts.evaluate(text, new Variables(variables)));
  }

  @Override
  public boolean evaluateSimpleUnaryTests(String text, String inputName, VariableContext variables) {
    Object input = inputName != null && variables.containsVariable(inputName) ? variables.resolve(inputName).getValue() : null;
    return Boolean.TRUE.equals(valueOf(text, () -> FeelTexts.test(text, input, new Variables(variables))));
  }

  private static Object valueOf(String text, Supplier<EvaluationResult> evaluation) {
    String failure;
    try {
      EvaluationResult result = evaluation.get();
      if (result.isSuccess()) {
        return result.result();
      }
      failure = ((FailedEvaluationResult) result).failure().message();
    } catch (FeelTexts.NotFeel notFeel) {
      failure = notFeel.getMessage();
    } catch (FeelBudget.RanAway ranAway) {
      failure = "failed to evaluate expression '" + text + "': " + ranAway.getMessage();
    }
    throw new FeelException("Error while evaluating expression: " + failure);
  }

  private static final class Variables extends CustomContext {
    private final VariableContext variables;

    Variables(VariableContext variables) {
      this.variables = variables;
    }

    @Override
    public VariableProvider variableProvider() {
      return new VariableProvider() {
        @Override
        public Option<Object> getVariable(String name) {
          return variables.containsVariable(name) ? new Some<>(variables.resolve(name).getValue()) : FeelTexts.none();
        }

        @Override
        public Iterable<String> keys() {
          return CollectionConverters.asScala(variables.keySet());
        }
      };
    }
  }
}
