package org.hotline.engine;

import camundajar.impl.scala.Product;
import camundajar.impl.scala.collection.immutable.Map$;
import camundajar.impl.scala.jdk.javaapi.CollectionConverters;
import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.camunda.feel.context.JavaFunction;
import org.camunda.feel.context.JavaFunctionProvider;
import org.camunda.feel.syntaxtree.ConstNumber;
import org.camunda.feel.syntaxtree.EveryItem;
import org.camunda.feel.syntaxtree.Exp;
import org.camunda.feel.syntaxtree.For;
import org.camunda.feel.syntaxtree.FunctionInvocation;
import org.camunda.feel.syntaxtree.FunctionParameters;
import org.camunda.feel.syntaxtree.IterationContext;
import org.camunda.feel.syntaxtree.ParsedExpression;
import org.camunda.feel.syntaxtree.PositionalFunctionParameters;
import org.camunda.feel.syntaxtree.SomeItem;
import org.camunda.feel.syntaxtree.Val;
import org.camunda.feel.syntaxtree.ValBoolean;
import org.camunda.feel.syntaxtree.ValError;
import org.camunda.feel.syntaxtree.ValList;
import org.camunda.feel.syntaxtree.ValNumber;
import org.camunda.feel.syntaxtree.ValString;

/**
 * The two ways to run away within one step of FEEL, where no variable is read: an iteration makes the list of all that it goes over
 * before it begins, and a regular expression may try for ever. So a parsed expression gets, in their place, functions that know an
 * end: a hundred thousand things and combinations are iterated over at most, and a regular expression looks at the budget as it goes.
 */
final class BoundedFeel extends JavaFunctionProvider {

  private static final double MOST_ITERATIONS = 100_000;
  /** No expression can call these by name: names hold no such sign. */
  private static final String OURS = "\u0000";
  private static final String END = OURS + "end";
  private static final String LIST = OURS + "list";
  private static final Map<String, List<JavaFunction>> FUNCTIONS = Map.of(
      END, List.of(new JavaFunction(List.of("start", "end", "most"), BoundedFeel::end)),
      LIST, List.of(new JavaFunction(List.of("list", "most"), BoundedFeel::list)),
      OURS + "matches", withFlags(List.of("input", "pattern"), (pattern, values) -> ValBoolean.apply(pattern.matcher(input(values)).find())),
      OURS + "replace", withFlags(List.of("input", "pattern", "replacement"),
          (pattern, values) -> new ValString(pattern.matcher(input(values)).replaceAll(text(values.get(2))))),
      OURS + "split", List.of(patterned(List.of("string", "delimiter"), false,
          (pattern, values) -> strings(Arrays.asList(pattern.split(input(values), -1))))),
      OURS + "extract", List.of(patterned(List.of("input", "pattern"), false,
          (pattern, values) -> strings(pattern.matcher(input(values)).results().map(MatchResult::group).toList()))));

  private interface PatternFunction {
    Val apply(Pattern pattern, List<Val> values);
  }

  /** The expression with an end to each of its iterations and regular expressions; it means the same. */
  static ParsedExpression bound(ParsedExpression parsed) {
    return new ParsedExpression((Exp) bounded(parsed.expression()), parsed.text());
  }

  @Override
  public Optional<JavaFunction> resolveFunction(String name) {
    return resolveFunctions(name).stream().findFirst();
  }

  @Override
  public List<JavaFunction> resolveFunctions(String name) {
    return FUNCTIONS.getOrDefault(name, List.of());
  }

  @Override
  public Collection<String> getFunctionNames() {
    return FUNCTIONS.keySet();
  }

  private static Object bounded(Object node) {
    if (node instanceof camundajar.impl.scala.collection.immutable.List<?> list) {
      return scala(CollectionConverters.asJava(list).stream().map(BoundedFeel::bounded).toList());
    }
    if (node instanceof camundajar.impl.scala.collection.immutable.Map<?, ?> map) {
      Map<Object, Object> copy = new LinkedHashMap<>();
      CollectionConverters.asJava(map).forEach((name, value) -> copy.put(name, bounded(value)));
      return Map$.MODULE$.from(CollectionConverters.asScala(copy));
    }
    if (!(node instanceof Product product) || product.productArity() == 0) {
      return node;
    }
    List<Object> parts = new ArrayList<>();
    CollectionConverters.asJava(product.productIterator()).forEachRemaining(part -> parts.add(bounded(part)));
    if (node instanceof FunctionInvocation call && FUNCTIONS.containsKey(OURS + call.function())) {
      return new FunctionInvocation(OURS + call.function(), (FunctionParameters) parts.get(1));
    }
    if (node instanceof For || node instanceof SomeItem || node instanceof EveryItem) {
      parts.set(0, iterators(CollectionConverters.asJava((camundajar.impl.scala.collection.immutable.List<?>) parts.get(0))));
    }
    return copy(product, parts);
  }

  /** Several lists are iterated over in all their combinations: each gets the root of what is allowed. */
  private static Object iterators(List<?> iterators) {
    long most = (long) Math.pow(MOST_ITERATIONS, 1.0 / iterators.size());
    return scala(iterators.stream().map(one -> {
      Product iterator = (Product) one;
      Exp over = (Exp) iterator.productElement(1);
      Exp bounded = over instanceof IterationContext range
          ? new IterationContext(range.start(), call(END, range.start(), range.end(), number(most))) : call(LIST, over, number(most));
      return copy(iterator, List.of(iterator.productElement(0), bounded));
    }).toList());
  }

  private static Object copy(Product product, List<Object> parts) {
    for (Constructor<?> constructor : product.getClass().getConstructors()) {
      if (constructor.getParameterCount() == parts.size()) {
        try {
          return constructor.newInstance(parts.toArray());
        } catch (ReflectiveOperationException unexpected) {
          throw new IllegalStateException(unexpected);
        }
      }
    }
    throw new IllegalStateException("No constructor of " + product.getClass());
  }

  private static camundajar.impl.scala.collection.immutable.List<?> scala(List<?> items) {
    return CollectionConverters.asScala(items).toList();
  }

  @SuppressWarnings("unchecked")
  private static Exp call(String function, Exp... arguments) {
    return new FunctionInvocation(function,
        new PositionalFunctionParameters((camundajar.impl.scala.collection.immutable.List<Exp>) scala(List.of(arguments))));
  }

  private static Exp number(long value) {
    return new ConstNumber(camundajar.impl.scala.math.BigDecimal.decimal(value));
  }

  private static Val end(List<Val> values) {
    FeelBudget.check();
    if (values.get(0) instanceof ValNumber start && values.get(1) instanceof ValNumber end
        && end.value().$minus(start.value()).abs().compare(((ValNumber) values.get(2)).value()) >= 0) {
      throw new FeelBudget.RanAway();
    }
    return values.get(1);
  }

  private static Val list(List<Val> values) {
    FeelBudget.check();
    if (values.get(0) instanceof ValList list && list.itemsAsSeq().size() > ((ValNumber) values.get(1)).value().toLong()) {
      throw new FeelBudget.RanAway();
    }
    return values.get(0);
  }

  private static List<JavaFunction> withFlags(List<String> parameters, PatternFunction body) {
    List<String> flagged = new ArrayList<>(parameters);
    flagged.add("flags");
    return List.of(patterned(parameters, false, body), patterned(flagged, true, body));
  }

  /** A function of FEEL on texts whose second one is a regular expression; answers as FEEL's own does. */
  private static JavaFunction patterned(List<String> parameters, boolean flagged, PatternFunction body) {
    return new JavaFunction(parameters, values -> {
      if (!values.stream().allMatch(ValString.class::isInstance)) {
        return new ValError("Illegal arguments: " + values);
      }
      String text = text(values.get(1));
      try {
        return body.apply(Pattern.compile(text, flagged ? flags(text(values.get(values.size() - 1))) : 0), values);
      } catch (IndexOutOfBoundsException | IllegalArgumentException invalid) {
        return new ValError("Invalid pattern '" + text + "'");
      }
    });
  }

  private static int flags(String names) {
    return (names.contains("s") ? Pattern.DOTALL : 0) | (names.contains("m") ? Pattern.MULTILINE : 0)
        | (names.contains("i") ? Pattern.CASE_INSENSITIVE : 0) | (names.contains("x") ? Pattern.COMMENTS : 0);
  }

  @SuppressWarnings("unchecked")
  private static Val strings(List<String> texts) {
    Function<String, Val> value = ValString::new;
    return new ValList((camundajar.impl.scala.collection.immutable.List<Val>) scala(texts.stream().map(value).toList()));
  }

  private static String text(Val value) {
    return ((ValString) value).value();
  }

  private static CharSequence input(List<Val> values) {
    return new Watched(text(values.get(0)));
  }

  /** A text that looks at the budget now and then while a regular expression reads it. */
  private static final class Watched implements CharSequence {
    private static final int NOW_AND_THEN = 4096;
    private final CharSequence text;
    private int read;

    Watched(CharSequence text) {
      this.text = text;
    }

    @Override
    public char charAt(int index) {
      if (++read % NOW_AND_THEN == 0) {
        FeelBudget.check();
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.subSequence(start, end);
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }
}
