package org.hotline.engine;

import camundajar.impl.scala.None$;
import camundajar.impl.scala.Option;
import camundajar.impl.scala.jdk.javaapi.CollectionConverters;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.camunda.feel.api.EvaluationResult;
import org.camunda.feel.api.FailedParseResult;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;
import org.camunda.feel.api.ParseResult;
import org.camunda.feel.context.Context;
import org.camunda.feel.context.FunctionProvider;
import org.camunda.feel.impl.JavaValueMapper;
import org.camunda.feel.syntaxtree.ParsedExpression;
import org.camunda.feel.valuemapper.CustomValueMapper;
import org.camunda.feel.valuemapper.ValueMapper;

/** Texts of FEEL, of processes and of decisions: parsed once, and evaluated within a {@link FeelBudget}. */
final class FeelTexts {

  private static final FeelEngineApi ENGINE = FeelEngineBuilder.create()
      .withFunctionProvider(new FunctionProvider.CompositeFunctionProvider(scala(new ZeebeFunctions(), new BoundedFeel())))
      .withValueMapper(new ValueMapper.CompositeValueMapper(FeelTexts.<CustomValueMapper>scala(new FeelBudget.Watch(), new JavaValueMapper())))
      .build();
  /** Deployed texts are few; a bound keeps ad-hoc evaluations from filling the heap. */
  private static final int LIMIT = 20_000;
  private static final Map<String, ParsedExpression> EXPRESSIONS = new ConcurrentHashMap<>();
  private static final Map<String, ParsedExpression> UNARY_TESTS = new ConcurrentHashMap<>();

  private FeelTexts() {}

  /** A text that is no FEEL. */
  static final class NotFeel extends RuntimeException {
    NotFeel(String message) {
      super(message);
    }
  }

  /** An expression's value or failure. Throws NotFeel, and RanAway where it does not come to an end. */
  static EvaluationResult evaluate(String text, Context context) {
    ParsedExpression parsed = parsed(EXPRESSIONS, text, () -> ENGINE.parseExpression(text));
    return FeelBudget.within(() -> ENGINE.evaluate(parsed, context));
  }

  /** Whether a value passes the tests of a decision table's cell; throws as `evaluate` does. */
  static EvaluationResult test(String text, Object input, Context context) {
    ParsedExpression parsed = parsed(UNARY_TESTS, text, () -> ENGINE.parseUnaryTests(text));
    return FeelBudget.within(() -> ENGINE.evaluateWithInput(parsed, input, context));
  }

  /** Why a text is no FEEL, in Zeebe's words, or null when it is. */
  static String parseFailure(String text) {
    return failure(ENGINE.parseExpression(text));
  }

  /** The same for the tests of a decision table's cell. */
  static String unaryTestsFailure(String text) {
    return failure(ENGINE.parseUnaryTests(text));
  }

  /** FEEL's word for a variable that is not there. */
  @SuppressWarnings("unchecked")
  static Option<Object> none() {
    return (Option<Object>) (Option<?>) None$.MODULE$;
  }

  private static ParsedExpression parsed(Map<String, ParsedExpression> known, String text, Supplier<ParseResult> parser) {
    ParsedExpression before = known.get(text);
    if (before != null) {
      return before;
    }
    ParseResult result = parser.get();
    if (!result.isSuccess()) {
      throw new NotFeel(failure(result));
    }
    if (known.size() >= LIMIT) {
      known.clear();
    }
    ParsedExpression parsed = BoundedFeel.bound(result.parsedExpression());
    known.put(text, parsed);
    return parsed;
  }

  private static String failure(ParseResult result) {
    return result.isSuccess() ? null : ((FailedParseResult) result).failure().message();
  }

  @SafeVarargs
  private static <T> camundajar.impl.scala.collection.immutable.List<T> scala(T... items) {
    return CollectionConverters.asScala(List.of(items)).toList();
  }
}
