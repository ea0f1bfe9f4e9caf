package org.hotline.engine;

import org.operaton.bpm.dmn.engine.delegate.DmnDecisionTableEvaluationEvent;
import org.operaton.bpm.dmn.engine.impl.hitpolicy.HitPolicyEntry;
import org.operaton.bpm.dmn.engine.impl.spi.hitpolicy.DmnHitPolicyHandler;
import org.operaton.bpm.dmn.engine.impl.spi.hitpolicy.DmnHitPolicyHandlerRegistry;
import org.operaton.bpm.model.dmn.BuiltinAggregator;
import org.operaton.bpm.model.dmn.HitPolicy;

/** COLLECT with an aggregator: where no rule hits, the result is null in Camunda 8, also of COUNT, which Operaton lets be 0. */
record AggregatedHits(DmnHitPolicyHandler original) implements DmnHitPolicyHandler {

  static void replaceIn(DmnHitPolicyHandlerRegistry policies) {
    for (BuiltinAggregator aggregator : BuiltinAggregator.values()) {
      policies.addHandler(HitPolicy.COLLECT, aggregator, new AggregatedHits(policies.getHandler(HitPolicy.COLLECT, aggregator)));
    }
  }

  @Override
  public HitPolicyEntry getHitPolicyEntry() {
    return original.getHitPolicyEntry();
  }

  @Override
  public DmnDecisionTableEvaluationEvent apply(DmnDecisionTableEvaluationEvent event) {
    return event.getMatchingRules().isEmpty() ? event : original.apply(event);
  }
}
