package org.hotline.engine;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.camunda.feel.context.JavaFunction;
import org.camunda.feel.context.JavaFunctionProvider;
import org.camunda.feel.syntaxtree.Val;
import org.camunda.feel.syntaxtree.ValError;
import org.camunda.feel.syntaxtree.ValString;

/** The functions that Zeebe adds to FEEL: cycle (a timer's repetition as ISO 8601 text) and fromAi (its first argument). */
class ZeebeFunctions extends JavaFunctionProvider {

  @Override
  public Optional<JavaFunction> resolveFunction(String name) {
    return resolveFunctions(name).stream().findFirst();
  }

  @Override
  public List<JavaFunction> resolveFunctions(String name) {
    return switch (name) {
      case "cycle" -> List.of(
          function(List.of("interval"), values -> cycle("R", values.get(0))),
          function(List.of("repetitions", "interval"), values -> cycle("R" + count(values.get(0)), values.get(1))));
      case "fromAi" -> List.of(fromAi("value"), fromAi("value", "description"), fromAi("value", "description", "type"),
          fromAi("value", "description", "type", "schema"), fromAi("value", "description", "type", "schema", "options"));
      default -> List.of();
    };
  }

  @Override
  public Collection<String> getFunctionNames() {
    return List.of("cycle", "fromAi");
  }

  private static JavaFunction function(List<String> parameters, Function<List<Val>, Val> body) {
    return new JavaFunction(parameters, body);
  }

  private static JavaFunction fromAi(String... parameters) {
    return function(List.of(parameters), values -> values.get(0));
  }

  private static String count(Val repetitions) {
    String text = repetitions.toString();
    return text.matches("\\d+") ? text : "";
  }

  private static Val cycle(String repeat, Val interval) {
    String text = interval.toString();
    return text.startsWith("P") ? new ValString(repeat + "/" + text)
        : new ValError("cycle function expected an interval (duration), but found '" + text + "'");
  }
}
