package org.hotline.engine;

import camundajar.impl.scala.Option;
import camundajar.impl.scala.Some;
import camundajar.impl.scala.collection.Iterable;
import camundajar.impl.scala.jdk.javaapi.CollectionConverters;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.camunda.feel.api.EvaluationResult;
import org.camunda.feel.api.FailedEvaluationResult;
import org.camunda.feel.context.CustomContext;
import org.camunda.feel.context.VariableProvider;
import org.operaton.bpm.engine.delegate.VariableScope;
import org.operaton.bpm.engine.impl.core.variable.scope.AbstractVariableScope;

/**
 * The one place where FEEL is evaluated. A variable that is not there is null, as in Zeebe; results are what JSON can hold. What
 * cannot be evaluated, or has another type than its place needs, is an {@link IncidentException} with Zeebe's words.
 */
public final class Feel {

  private Feel() {}

  /** A value as it came out of FEEL, with what FEEL had to say about nulls on the way. */
  record Result(String text, Object value, String warnings) {
    IncidentException unexpected(String expected) {
      return new IncidentException("EXTRACT_VALUE_ERROR",
          "Expected result of the expression '" + text + "' to be " + expected + ", but was '" + typeOf(value) + "'." + warnings);
    }
  }

  /** JUEL function: the value of an expression. */
  public static Object feel(VariableScope scope, String text) {
    return evaluate(scope, text, Map.of());
  }

  /** JUEL function: a condition; a value that is not boolean is an error and never silently false. */
  public static boolean feelTrue(VariableScope scope, String text) {
    return isTrue(scope, text, Map.of());
  }

  /** JUEL function: names (users, groups) as Operaton's comma-separated text, from a FEEL list of texts. */
  public static String feelNames(VariableScope scope, String text) {
    Result result = run(scope, text, Map.of());
    if (json(result.value) instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
      return list.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
    if (result.value == null) {
      return "";
    }
    throw result.unexpected("'ARRAY' of 'STRING'");
  }

  /** JUEL function: a name or null, for an assignee. */
  public static String feelName(VariableScope scope, String text) {
    Result result = run(scope, text, Map.of());
    if (result.value == null || result.value instanceof String) {
      return (String) result.value;
    }
    throw result.unexpected("'STRING'");
  }

  /** JUEL function: a text (the id of a called process or decision); numbers as Zeebe writes them. */
  public static String feelText(VariableScope scope, String text) {
    Result result = run(scope, text, Map.of());
    if (result.value instanceof String || result.value instanceof Number) {
      return String.valueOf(json(result.value));
    }
    throw result.unexpected("'STRING'");
  }

  /** JUEL function: a user task's priority from 0 to 100. */
  public static Object feelPriority(VariableScope scope, String text) {
    Result result = run(scope, text, Map.of());
    if (!(json(result.value) instanceof Long priority)) {
      throw result.unexpected("'NUMBER'");
    }
    if (priority < 0 || priority > 100) {
      throw new IncidentException("EXTRACT_VALUE_ERROR", "Expected priority to be in the range [0,100] but was '" + priority + "'.");
    }
    return priority;
  }

  /** JUEL function: a text and nothing else, for the name of a signal that is thrown. */
  public static String feelString(VariableScope scope, String text) {
    return string(scope, text);
  }

  static String string(VariableScope scope, String text) {
    Result result = run(scope, text, Map.of());
    if (result.value instanceof String string) {
      return string;
    }
    throw result.unexpected("'STRING'");
  }

  static Integer integer(VariableScope scope, String text) {
    Result result = run(scope, text, Map.of());
    if (json(result.value) instanceof Long number) {
      return number.intValue();
    }
    throw result.unexpected("'NUMBER'");
  }

  static boolean isTrue(VariableScope scope, String text, Map<String, Object> known) {
    Result result = run(scope, text, known);
    if (result.value instanceof Boolean bool) {
      return bool;
    }
    throw result.unexpected("'BOOLEAN'");
  }

  static Object evaluate(VariableScope scope, String text, Map<String, Object> known) {
    return json(run(scope, text, known).value);
  }

  static IncidentException unexpected(String text, String expected, Object value) {
    return new Result(text, value, "").unexpected("'" + expected + "'");
  }

  /** Evaluates over the scope's variables, those in `known` first. The scope may be null: then there are no variables. */
  static Result run(VariableScope scope, String text, Map<String, Object> known) {
    EvaluationResult result;
    try {
      result = FeelTexts.evaluate(text, new ScopeContext(scope, known));
    } catch (FeelTexts.NotFeel failure) {
      throw new IncidentException("EXTRACT_VALUE_ERROR", failure.getMessage());
    } catch (FeelBudget.RanAway failure) {
      throw new IncidentException("EXTRACT_VALUE_ERROR", "Failed to evaluate expression '" + text + "': " + failure.getMessage());
    }
    if (!result.isSuccess()) {
      String message = ((FailedEvaluationResult) result).failure().message();
      throw new IncidentException("EXTRACT_VALUE_ERROR", "Failed to evaluate expression '" + text + "': " + message);
    }
    String warnings = CollectionConverters.asJava(result.suppressedFailures()).stream()
        .map(warning -> "\n[" + warning.failureType() + "] " + warning.failureMessage()).distinct().collect(Collectors.joining());
    return new Result(text, result.result(), warnings.isEmpty() ? "" : " The evaluation reported the following warnings:" + warnings);
  }

  static String typeOf(Object value) {
    return FeelValues.typeOf(value);
  }

  static Object json(Object value) {
    return FeelValues.json(value);
  }

  /** Reads variables by name when the expression asks for them, so that an execution's other variables are not loaded. */
  private static final class ScopeContext extends CustomContext {
    private final VariableScope scope;
    private final Map<String, Object> known;

    ScopeContext(VariableScope scope, Map<String, Object> known) {
      this.scope = scope;
      this.known = known;
    }

    @Override
    public VariableProvider variableProvider() {
      return new VariableProvider() {
        @Override
        public Option<Object> getVariable(String name) {
          if (known.containsKey(name)) {
            return new Some<>(known.get(name));
          }
          return scope != null && scope.hasVariable(name) ? new Some<>(scope.getVariable(name)) : FeelTexts.none();
        }

        @Override
        public Iterable<String> keys() {
          Collection<String> names = new ArrayList<>(known.keySet());
          if (scope instanceof AbstractVariableScope) {
            names.addAll(scope.getVariableNames());
          }
          return CollectionConverters.asScala(names);
        }
      };
    }
  }
}
