package org.hotline.engine;

import camundajar.impl.scala.None$;
import camundajar.impl.scala.Option;
import camundajar.impl.scala.Some;
import camundajar.impl.scala.collection.Iterable;
import camundajar.impl.scala.jdk.javaapi.CollectionConverters;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Period;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.feel.api.EvaluationResult;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;
import org.camunda.feel.api.ParseResult;
import org.camunda.feel.context.CustomContext;
import org.camunda.feel.context.VariableProvider;
import org.camunda.feel.syntaxtree.ParsedExpression;
import org.operaton.bpm.engine.ProcessEngineException;
import org.operaton.bpm.engine.delegate.VariableScope;

/**
 * FEEL as a JUEL function: the gateway writes Zeebe's {@code =E} as {@code ${feel(execution,'E')}}. A variable that is not there is
 * null, as in Zeebe; results are what JSON can hold (temporal values become their ISO text).
 */
public final class Feel {

  private static final FeelEngineApi ENGINE = FeelEngineBuilder.forJava().build();
  private static final Map<String, ParsedExpression> PARSED = new ConcurrentHashMap<>();
  /** Deployed texts are few; a bound keeps ad-hoc evaluations from filling the heap. */
  private static final int PARSED_LIMIT = 20_000;

  private Feel() {}

  /** The value of a FEEL expression in a scope. Throws with the text and FEEL's own message if it cannot be parsed or fails. */
  public static Object feel(VariableScope scope, String text) {
    EvaluationResult result = ENGINE.evaluate(parse(text), new ScopeContext(scope));
    if (!result.isSuccess()) {
      throw new ProcessEngineException("FEEL expression '" + text + "' failed: " + result.failure().message());
    }
    return json(result.result());
  }

  /** A condition: a value that is not boolean is an error, as in Zeebe (EXTRACT_VALUE_ERROR), and never silently false. */
  public static boolean feelTrue(VariableScope scope, String text) {
    Object value = feel(scope, text);
    if (value instanceof Boolean result) {
      return result;
    }
    throw new ProcessEngineException("Expected result of the expression '" + text + "' to be 'BOOLEAN', but was '" + typeOf(value) + "'.");
  }

  /** Names (users, groups) as Operaton's comma-separated text, from a FEEL list or one string. */
  public static String feelNames(VariableScope scope, String text) {
    Object value = feel(scope, text);
    if (value instanceof List<?> list) {
      return String.join(",", list.stream().map(String::valueOf).toList());
    }
    return value == null ? "" : String.valueOf(value);
  }

  /** A text result (names of called processes, job types, correlation keys): numbers as Zeebe writes them; null is an error. */
  public static String feelText(VariableScope scope, String text) {
    Object value = feel(scope, text);
    if (value == null) {
      throw new ProcessEngineException("Expected result of the expression '" + text + "' to be 'STRING' or 'NUMBER', but was 'NULL'.");
    }
    return String.valueOf(value);
  }

  private static ParsedExpression parse(String text) {
    ParsedExpression known = PARSED.get(text);
    if (known != null) {
      return known;
    }
    ParseResult result = ENGINE.parseExpression(text);
    if (!result.isSuccess()) {
      throw new ProcessEngineException("FEEL expression '" + text + "' cannot be parsed: " + result.failure().message());
    }
    if (PARSED.size() >= PARSED_LIMIT) {
      PARSED.clear();
    }
    PARSED.put(text, result.parsedExpression());
    return result.parsedExpression();
  }

  private static String typeOf(Object value) {
    if (value == null) {
      return "NULL";
    }
    if (value instanceof Number) {
      return "NUMBER";
    }
    if (value instanceof List) {
      return "ARRAY";
    }
    return value instanceof Map ? "OBJECT" : "STRING";
  }

  private static Object json(Object value) {
    if (value instanceof BigDecimal number) {
      return number.stripTrailingZeros().scale() <= 0 ? (Object) number.longValue() : (Object) number.doubleValue();
    }
    if (value instanceof Integer number) {
      return number.longValue();
    }
    if (value instanceof ZonedDateTime time) {
      return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
    }
    if (value instanceof TemporalAccessor || value instanceof Duration || value instanceof Period) {
      return value.toString();
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> copy = new LinkedHashMap<>();
      map.forEach((key, item) -> copy.put(String.valueOf(key), json(item)));
      return copy;
    }
    if (value instanceof List<?> list) {
      List<Object> copy = new ArrayList<>(list.size());
      list.forEach(item -> copy.add(json(item)));
      return copy;
    }
    return value;
  }

  /** Reads variables by name when the expression asks for them, so that an execution's other variables are not loaded. */
  private static final class ScopeContext extends CustomContext {
    private final VariableScope scope;

    ScopeContext(VariableScope scope) {
      this.scope = scope;
    }

    @Override
    public VariableProvider variableProvider() {
      return new VariableProvider() {
        @Override
        public Option<Object> getVariable(String name) {
          return scope.hasVariable(name) ? new Some<>(scope.getVariable(name)) : (Option<Object>) (Option<?>) None$.MODULE$;
        }

        @Override
        public Iterable<String> keys() {
          return CollectionConverters.asScala(scope.getVariableNames());
        }
      };
    }
  }
}
