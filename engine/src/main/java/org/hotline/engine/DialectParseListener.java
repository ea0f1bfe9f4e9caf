package org.hotline.engine;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.operaton.bpm.dmn.engine.DmnDecisionResult;
import org.operaton.bpm.engine.ProcessEngineException;
import org.operaton.bpm.engine.delegate.DelegateExecution;
import org.operaton.bpm.engine.delegate.ExecutionListener;
import org.operaton.bpm.engine.impl.bpmn.behavior.DmnBusinessRuleTaskActivityBehavior;
import org.operaton.bpm.engine.impl.bpmn.behavior.MultiInstanceActivityBehavior;
import org.operaton.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.operaton.bpm.engine.impl.bpmn.parser.BpmnParse;
import org.operaton.bpm.engine.impl.core.model.BaseCallableElement;
import org.operaton.bpm.engine.impl.core.variable.scope.AbstractVariableScope;
import org.operaton.bpm.engine.impl.dmn.result.DecisionResultMapper;
import org.operaton.bpm.engine.impl.pvm.process.ActivityImpl;
import org.operaton.bpm.engine.impl.pvm.process.ScopeImpl;
import org.operaton.bpm.engine.impl.util.xml.Element;

/** What Zeebe does and Operaton's XML cannot say: output collections of multi-instances and the shape of decision results. */
public class DialectParseListener extends AbstractBpmnParseListener {

  private static final String HIDDEN = "_zeebe_out_";
  private static final String OUTPUT = "zeebe:output:";

  @Override
  public void parseMultiInstanceLoopCharacteristics(Element activity, Element loop, ActivityImpl body) {
    String collection = property(activity, "zeebe:outputCollection");
    if (collection == null) {
      return;
    }
    body.addListener(ExecutionListener.EVENTNAME_START,
        (ExecutionListener) execution -> execution.setVariableLocal(HIDDEN + collection, new ArrayList<>()));
    body.addListener(ExecutionListener.EVENTNAME_END, (ExecutionListener) execution -> propagate(execution, collection));
  }

  private static void propagate(DelegateExecution body, String collection) {
    Object size = body.getVariableLocal(MultiInstanceActivityBehavior.NUMBER_OF_INSTANCES);
    List<Object> values = copyOf(body.getVariableLocal(HIDDEN + collection));
    while (size instanceof Number count && values.size() < count.intValue()) {
      values.add(null);
    }
    ((AbstractVariableScope) body).getParentVariableScope().setVariable(collection, values);
  }

  private static List<Object> copyOf(Object list) {
    return list instanceof List<?> values ? new ArrayList<>(values) : new ArrayList<>();
  }

  /** The output element is evaluated when an instance ends and put at the instance's place, so that the input's order is kept. */
  private static void collect(Element element, ActivityImpl activity) {
    String collection = property(element, "zeebe:outputCollection");
    ActivityImpl parent = activity.getParentFlowScopeActivity();
    if (parent == null || !(parent.getActivityBehavior() instanceof MultiInstanceActivityBehavior)) {
      return;
    }
    properties(element).forEach((name, text) -> {
      if (name.startsWith(OUTPUT)) {
        String target = name.substring(OUTPUT.length());
        // collected instances keep their outputs to themselves: parallel ones would overwrite each other's
        activity.addListener(ExecutionListener.EVENTNAME_END, (ExecutionListener) execution -> {
          if (collection == null) {
            execution.setVariable(target, Feel.feel(execution, text));
          } else {
            execution.setVariableLocal(target, Feel.feel(execution, text));
          }
        });
      }
    });
    if (collection == null) {
      return;
    }
    String output = property(element, "zeebe:outputElement");
    activity.addListener(ExecutionListener.EVENTNAME_END, (ExecutionListener) execution -> {
      int index = ((Number) execution.getVariable(MultiInstanceActivityBehavior.LOOP_COUNTER)).intValue();
      // not the nearest one: a called process hands a copy of everything it was given back to the instance
      AbstractVariableScope body = ((AbstractVariableScope) execution).getParentVariableScope();
      while (!body.hasVariableLocal(HIDDEN + collection)) {
        body = body.getParentVariableScope();
      }
      List<Object> values = copyOf(body.getVariableLocal(HIDDEN + collection));
      while (values.size() <= index) {
        values.add(null);
      }
      values.set(index, Feel.feel(execution, output));
      body.setVariableLocal(HIDDEN + collection, values);
    });
  }

  @Override
  public void parseServiceTask(Element element, ScopeImpl scope, ActivityImpl activity) {
    collect(element, activity);
  }

  @Override
  public void parseSendTask(Element element, ScopeImpl scope, ActivityImpl activity) {
    collect(element, activity);
  }

  @Override
  public void parseReceiveTask(Element element, ScopeImpl scope, ActivityImpl activity) {
    collect(element, activity);
  }

  @Override
  public void parseUserTask(Element element, ScopeImpl scope, ActivityImpl activity) {
    collect(element, activity);
  }

  @Override
  public void parseCallActivity(Element element, ScopeImpl scope, ActivityImpl activity) {
    collect(element, activity);
  }

  @Override
  public void parseSubProcess(Element element, ScopeImpl scope, ActivityImpl activity) {
    collect(element, activity);
  }

  @Override
  public void parseBusinessRuleTask(Element element, ScopeImpl scope, ActivityImpl activity) {
    collect(element, activity);
    if (activity.getActivityBehavior() instanceof DmnBusinessRuleTaskActivityBehavior original) {
      activity.setActivityBehavior(new DmnBusinessRuleTaskActivityBehavior(
          (BaseCallableElement) field(original, "callableElement"), (String) field(original, "resultVariable"), new DecisionShape()));
    }
  }

  /** The behaviour keeps its parts to itself, and the parser offers no other place to put a mapper of one's own. */
  private static Object field(DmnBusinessRuleTaskActivityBehavior behavior, String name) {
    try {
      Field field = DmnBusinessRuleTaskActivityBehavior.class.getDeclaredField(name);
      field.setAccessible(true);
      return field.get(behavior);
    } catch (ReflectiveOperationException e) {
      throw new ProcessEngineException("Operaton's business rule task has changed: no field " + name, e);
    }
  }

  /** One output: its value; several: a context; no rule: null; several rules: a list of these. */
  static class DecisionShape implements DecisionResultMapper {
    @Override
    public Object mapDecisionResult(DmnDecisionResult result) {
      List<Object> rules = new ArrayList<>();
      result.getResultList().forEach(entries -> rules.add(one(entries)));
      return rules.size() > 1 ? rules : rules.stream().findFirst().orElse(null);
    }

    private static Object one(Map<String, Object> entries) {
      return entries.size() == 1 ? entries.values().iterator().next() : entries;
    }
  }

  private static String property(Element activity, String name) {
    return properties(activity).get(name);
  }

  private static Map<String, String> properties(Element activity) {
    Map<String, String> found = new LinkedHashMap<>();
    Element extensions = activity.element("extensionElements");
    Element properties = extensions == null ? null : extensions.elementNS(BpmnParse.OPERATON_BPMN_EXTENSIONS_NS, "properties");
    if (properties != null) {
      properties.elementsNS(BpmnParse.OPERATON_BPMN_EXTENSIONS_NS, "property")
          .forEach(property -> found.put(property.attribute("name"), property.attribute("value")));
    }
    return found;
  }
}
