package org.hotline.engine;

import org.operaton.bpm.dmn.engine.DmnDecision;
import org.operaton.bpm.dmn.engine.DmnDecisionRequirementsGraph;
import org.operaton.bpm.dmn.engine.impl.DmnDecisionTableInputImpl;
import org.operaton.bpm.dmn.engine.impl.DmnDecisionTableOutputImpl;
import org.operaton.bpm.dmn.engine.impl.DmnDecisionTableRuleImpl;
import org.operaton.bpm.dmn.engine.impl.spi.transform.DmnTransformListener;
import org.operaton.bpm.engine.impl.dmn.entity.repository.DecisionDefinitionEntity;
import org.operaton.bpm.model.dmn.instance.Decision;
import org.operaton.bpm.model.dmn.instance.Definitions;
import org.operaton.bpm.model.dmn.instance.Input;
import org.operaton.bpm.model.dmn.instance.Output;
import org.operaton.bpm.model.dmn.instance.Rule;
import org.operaton.bpm.model.xml.instance.ModelElementInstance;

/** zeebe:versionTag of a decision, which Operaton keeps in an attribute of its own namespace. */
class DecisionVersionTag implements DmnTransformListener {

  private static final String ZEEBE = "http://camunda.org/schema/zeebe/1.0";

  @Override
  public void transformDecision(Decision decision, DmnDecision dmnDecision) {
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
