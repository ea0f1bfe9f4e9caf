package org.hotline.engine;

import java.io.ByteArrayInputStream;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.operaton.bpm.engine.BadUserRequestException;
import org.operaton.bpm.engine.impl.persistence.deploy.Deployer;
import org.operaton.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.operaton.bpm.engine.impl.persistence.entity.ResourceEntity;
import org.operaton.bpm.model.dmn.Dmn;
import org.operaton.bpm.model.dmn.DmnModelInstance;
import org.operaton.bpm.model.dmn.instance.Decision;
import org.operaton.bpm.model.dmn.instance.InputEntry;
import org.operaton.bpm.model.dmn.instance.LiteralExpression;
import org.operaton.bpm.model.dmn.instance.Output;
import org.operaton.bpm.model.dmn.instance.Text;
import org.operaton.bpm.model.xml.ModelException;
import org.operaton.bpm.model.xml.instance.ModelElementInstance;

/**
 * Refuses a new decision file with FEEL that cannot be parsed, as Zeebe does (Operaton would find it when the cell is evaluated), and one
 * with an output for the case that no rule hits, which Operaton would not heed. What was deployed before stays as it is.
 */
class DecisionCheck implements Deployer {

  @Override
  public void deploy(DeploymentEntity deployment) {
    if (deployment.isNew()) {
      deployment.getResources().values().stream().filter(resource -> resource.getName().endsWith(".dmn")).forEach(DecisionCheck::check);
    }
  }

  private static void check(ResourceEntity resource) {
    DmnModelInstance model;
    try {
      model = Dmn.readModelFromStream(new ByteArrayInputStream(resource.getBytes()));
    } catch (ModelException unread) {
      return; // the engine's own deployer says what is wrong with it
    }
    Map<String, Set<String>> failures = new LinkedHashMap<>();
    for (LiteralExpression expression : model.getModelElementsByType(LiteralExpression.class)) {
      check(expression, expression.getText(), "expression", FeelTexts::parseFailure, failures);
    }
    for (InputEntry entry : model.getModelElementsByType(InputEntry.class)) {
      check(entry, entry.getText(), "unary-tests", FeelTexts::unaryTestsFailure, failures);
    }
    for (Output output : model.getModelElementsByType(Output.class)) {
      if (output.getDefaultOutputEntry() != null) {
        failures.computeIfAbsent(decisionOf(output), id -> new LinkedHashSet<>())
            .add("The default of the output '" + output.getName() + "' is not supported");
      }
    }
    if (!failures.isEmpty()) {
      throw new BadUserRequestException(failures.entrySet().stream()
          .map(entry -> "- Element: " + entry.getKey() + "\n    - ERROR: " + String.join("\n    - ERROR: ", entry.getValue()) + "\n")
          .collect(Collectors.joining("", "'" + resource.getName() + "': ", "")));
    }
  }

  private static void check(ModelElementInstance element, Text text, String kind, UnaryOperator<String> parse,
      Map<String, Set<String>> failures) {
    String feel = text == null ? "" : text.getTextContent();
    String failure = feel.isBlank() ? null : parse.apply(feel);
    if (failure != null) {
      failures.computeIfAbsent(decisionOf(element), id -> new LinkedHashSet<>())
          .add("Failed to parse FEEL " + kind + " '" + feel + "': " + failure);
    }
  }

  private static String decisionOf(ModelElementInstance element) {
    for (ModelElementInstance around = element; around != null; around = around.getParentElement()) {
      if (around instanceof Decision decision) {
        return decision.getId();
      }
    }
    return "-";
  }
}
