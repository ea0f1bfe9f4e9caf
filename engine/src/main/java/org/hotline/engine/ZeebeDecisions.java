package org.hotline.engine;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import org.operaton.bpm.dmn.engine.DmnDecision;
import org.operaton.bpm.dmn.engine.DmnDecisionRequirementsGraph;
import org.operaton.bpm.dmn.engine.impl.DmnDecisionTableImpl;
import org.operaton.bpm.dmn.engine.impl.DmnDecisionTableInputImpl;
import org.operaton.bpm.dmn.engine.impl.DmnDecisionTableOutputImpl;
import org.operaton.bpm.dmn.engine.impl.DmnDecisionTableRuleImpl;
import org.operaton.bpm.dmn.engine.impl.spi.transform.DmnTransformListener;
import org.operaton.bpm.engine.impl.dmn.entity.repository.DecisionDefinitionEntity;
import org.operaton.bpm.model.dmn.HitPolicy;
import org.operaton.bpm.model.dmn.instance.Decision;
import org.operaton.bpm.model.dmn.instance.DecisionTable;
import org.operaton.bpm.model.dmn.instance.Definitions;
import org.operaton.bpm.model.dmn.instance.Input;
import org.operaton.bpm.model.dmn.instance.Output;
import org.operaton.bpm.model.dmn.instance.Rule;
import org.operaton.bpm.model.xml.instance.ModelElementInstance;

/**
 * What Operaton does not read of a decision: zeebe:versionTag, which it keeps in an attribute of its own namespace, two hit policies, and
 * the name by which decisions that require it know its result.
 */
class ZeebeDecisions implements DmnTransformListener {

  static final List<HitPolicy> SORTED = List.of(HitPolicy.PRIORITY, HitPolicy.OUTPUT_ORDER);
  private static final Map<DmnDecision, String> RESULT_NAMES = Collections.synchronizedMap(new WeakHashMap<>());
  private static final String ZEEBE = "http://camunda.org/schema/zeebe/1.0";

  /** The name of a decision's result: that of its variable, or its id. */
  static String resultName(DmnDecision decision) {
    return RESULT_NAMES.getOrDefault(decision, decision.getKey());
  }

  @Override
  public void transformDecision(Decision decision, DmnDecision dmnDecision) {
    if (decision.getExpression() instanceof DecisionTable table && SORTED.contains(table.getHitPolicy())) {
      ((DmnDecisionTableImpl) dmnDecision.getDecisionLogic()).setHitPolicyHandler(SortedHitPolicy.of(table));
    }
    if (decision.getVariable() != null && decision.getVariable().getName() != null) {
      RESULT_NAMES.put(dmnDecision, decision.getVariable().getName());
    }
    if (decision.getExtensionElements() != null && dmnDecision instanceof DecisionDefinitionEntity definition) {
      ModelElementInstance tag = decision.getExtensionElements().getUniqueChildElementByNameNs(ZEEBE, "versionTag");
      if (tag != null) {
        definition.setVersionTag(tag.getAttributeValue("value"));
      }
    }
  }

  @Override
  public void transformDecisionRequirementsGraph(Definitions definitions, DmnDecisionRequirementsGraph graph) {
    // nothing of Zeebe's here
  }

  @Override
  public void transformDecisionTableInput(Input input, DmnDecisionTableInputImpl dmnInput) {
    // nothing of Zeebe's here
  }

  @Override
  public void transformDecisionTableOutput(Output output, DmnDecisionTableOutputImpl dmnOutput) {
    // nothing of Zeebe's here
  }

  @Override
  public void transformDecisionTableRule(Rule rule, DmnDecisionTableRuleImpl dmnRule) {
    // nothing of Zeebe's here
  }
}
