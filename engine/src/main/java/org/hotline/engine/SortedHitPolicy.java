package org.hotline.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.operaton.bpm.dmn.engine.delegate.DmnDecisionTableEvaluationEvent;
import org.operaton.bpm.dmn.engine.delegate.DmnEvaluatedDecisionRule;
import org.operaton.bpm.dmn.engine.delegate.DmnEvaluatedOutput;
import org.operaton.bpm.dmn.engine.impl.delegate.DmnDecisionTableEvaluationEventImpl;
import org.operaton.bpm.dmn.engine.impl.hitpolicy.HitPolicyEntry;
import org.operaton.bpm.dmn.engine.impl.spi.hitpolicy.DmnHitPolicyHandler;
import org.operaton.bpm.model.dmn.HitPolicy;
import org.operaton.bpm.model.dmn.instance.DecisionTable;
import org.operaton.bpm.model.dmn.instance.Output;

/**
 * The hit policies PRIORITY and OUTPUT ORDER, which Operaton does not have, as Camunda 8's decision engine has them: rules that hit are
 * ordered by the place of their outputs in the lists of output values; what is in no list comes last.
 */
final class SortedHitPolicy implements DmnHitPolicyHandler {

  private static final String IN_NO_LIST = "_";

  private final HitPolicy policy;
  private final Map<String, List<String>> places = new LinkedHashMap<>();

  SortedHitPolicy(HitPolicy policy) {
    this.policy = policy;
  }

  /** The policy of one table, with its lists. */
  static SortedHitPolicy of(DecisionTable table) {
    SortedHitPolicy sorted = new SortedHitPolicy(table.getHitPolicy());
    for (Output output : table.getOutputs()) {
      String values = output.getOutputValues() == null ? "" : output.getOutputValues().getText().getTextContent();
      sorted.places.put(output.getName(), Arrays.stream(values.split(",")).map(value -> value.trim().replaceAll("[\"']", "")).toList());
    }
    return sorted;
  }

  @Override
  public HitPolicyEntry getHitPolicyEntry() {
    return new HitPolicyEntry(policy, null);
  }

  @Override
  public DmnDecisionTableEvaluationEvent apply(DmnDecisionTableEvaluationEvent event) {
    List<DmnEvaluatedDecisionRule> rules = new ArrayList<>(event.getMatchingRules());
    rules.sort(Comparator.comparing(this::place));
    boolean one = policy == HitPolicy.PRIORITY && rules.size() > 1;
    ((DmnDecisionTableEvaluationEventImpl) event).setMatchingRules(one ? rules.subList(0, 1) : rules);
    return event;
  }

  /** The places of all outputs, one behind the other, compared as texts. */
  private String place(DmnEvaluatedDecisionRule rule) {
    StringBuilder place = new StringBuilder();
    places.forEach((name, values) -> {
      DmnEvaluatedOutput output = rule.getOutputEntries().get(name);
      Object value = output == null || output.getValue() == null ? null : Feel.json(output.getValue().getValue());
      int index = value instanceof String || value instanceof Number ? values.indexOf(String.valueOf(value)) : -1;
      place.append(index < 0 ? IN_NO_LIST : String.valueOf(index));
    });
    return place.toString();
  }
}
