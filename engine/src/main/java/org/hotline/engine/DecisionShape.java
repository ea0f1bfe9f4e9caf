package org.hotline.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.operaton.bpm.dmn.engine.DmnDecision;
import org.operaton.bpm.dmn.engine.DmnDecisionResult;
import org.operaton.bpm.dmn.engine.impl.DmnDecisionTableImpl;
import org.operaton.bpm.model.dmn.HitPolicy;

/** The shape that Zeebe gives a decision's result. */
final class DecisionShape {

  private DecisionShape() {}

  /** One output: its value; several: a context; no rule: null; hit policies that collect: a list of these, however many there are. */
  static Object of(DmnDecision decision, DmnDecisionResult result) {
    List<Object> rules = new ArrayList<>();
    result.getResultList().forEach(entries -> rules.add(one(entries)));
    if (rules.isEmpty()) {
      return null;
    }
    return collects(decision) ? rules : rules.get(0);
  }

  private static boolean collects(DmnDecision decision) {
    if (!(decision.getDecisionLogic() instanceof DmnDecisionTableImpl table)) {
      return false;
    }
    var policy = table.getHitPolicyHandler().getHitPolicyEntry();
    return policy.getHitPolicy() == HitPolicy.RULE_ORDER
        || policy.getHitPolicy() == HitPolicy.OUTPUT_ORDER
        || (policy.getHitPolicy() == HitPolicy.COLLECT && policy.getAggregator() == null);
  }

  private static Object one(Map<String, Object> entries) {
    return Feel.json(entries.size() == 1 ? entries.values().iterator().next() : entries);
  }
}
