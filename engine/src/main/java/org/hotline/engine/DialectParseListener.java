package org.hotline.engine;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.operaton.bpm.engine.ParseException;
import org.operaton.bpm.engine.ProcessEngineException;
import org.operaton.bpm.engine.impl.bpmn.behavior.CallActivityBehavior;
import org.operaton.bpm.engine.impl.bpmn.behavior.DmnBusinessRuleTaskActivityBehavior;
import org.operaton.bpm.engine.impl.bpmn.behavior.ErrorEndEventActivityBehavior;
import org.operaton.bpm.engine.impl.bpmn.behavior.ExternalTaskActivityBehavior;
import org.operaton.bpm.engine.impl.bpmn.behavior.SequentialMultiInstanceActivityBehavior;
import org.operaton.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.operaton.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.operaton.bpm.engine.impl.core.model.BaseCallableElement;
import org.operaton.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.operaton.bpm.engine.impl.pvm.process.ActivityImpl;
import org.operaton.bpm.engine.impl.pvm.process.ScopeImpl;
import org.operaton.bpm.engine.impl.util.xml.Element;
import org.operaton.bpm.engine.impl.util.xml.Namespace;

/**
 * Reads the extension elements that the gateway writes in the namespace {@link #NAMESPACE} (its dialect/operaton-element.ts) and
 * gives the activities what Zeebe does and Operaton's XML cannot say.
 */
public class DialectParseListener extends AbstractBpmnParseListener {

  static final Namespace NAMESPACE = new Namespace("urn:hotline:zeebe-dialect:1");

  @Override
  public void parseProcess(Element element, ProcessDefinitionEntity process) {
    Listeners.attach(process, listeners(element));
    VariableMapping mapping = mapping(element);
    if (mapping.subscribes()) {
      mapping.attachTo(process);
    }
    Map<String, List<String>> invalid = new LinkedHashMap<>();
    checkExpressions(element, invalid);
    if (!invalid.isEmpty()) {
      String text = invalid.entrySet().stream()
          .map(entry -> "- Element: " + entry.getKey() + "\n    - ERROR: " + String.join("\n    - ERROR: ", entry.getValue()) + "\n")
          .collect(Collectors.joining("", "'" + values(element).get("resource") + "': ", ""));
      throw new ParseException(text, null, List.of(), List.of());
    }
  }

  /** Zeebe refuses a process with an expression that cannot be parsed; the gateway has no parser of this FEEL. */
  private static void checkExpressions(Element element, Map<String, List<String>> invalid) {
    for (Element check : dialect(element, "check")) {
      String failure = FeelTexts.parseFailure(check.getText());
      if (failure != null) {
        invalid.computeIfAbsent(element.attribute("id"), id -> new ArrayList<>()).add(failure);
      }
    }
    element.elements().forEach(child -> checkExpressions(child, invalid));
  }

  @Override
  public void parseMultiInstanceLoopCharacteristics(Element element, Element characteristics, ActivityImpl body) {
    Map<String, String> values = values(element);
    if (values.containsKey("inputCollection")) {
      new Loop(values.get("inputCollection"), values.get("inputElement"), values.get("outputCollection"), values.get("outputElement"),
          values.get("completionCondition")).attachTo(body);
    } else {
      EarlierTranslation.attachToBody(element, body);
    }
  }

  private static void attachMapping(Element element, ActivityImpl activity) {
    EarlierTranslation.attachToInstance(element, activity);
    Listeners.attach(activity, listeners(element));
    if (Listeners.hasStart(activity)) {
      makeScope(activity);
    }
    VariableMapping mapping = mapping(element);
    if (activity.isTriggeredByEvent() && activity.getIoMapping() == null) {
      activity.setIoMapping(mapping);
      return;
    }
    if (mapping.isEmpty()) {
      return;
    }
    activity.setIoMapping(mapping);
    makeScope(activity);
  }

  /** For variables of its own; a parallel instance has its own execution as it is. */
  private static void makeScope(ActivityImpl activity) {
    if (!VariableMapping.isInner(activity)
        || activity.getParentFlowScopeActivity().getActivityBehavior() instanceof SequentialMultiInstanceActivityBehavior) {
      activity.setScope(true);
    }
  }

  private static void attachJob(Element element, ActivityImpl activity) {
    Map<String, String> values = values(element);
    if (values.containsKey("jobType") && activity.getActivityBehavior() instanceof ExternalTaskActivityBehavior original) {
      activity.setActivityBehavior(new Behaviors.Job(original, values.get("jobType"), values.get("jobRetries")));
    } else if (values.containsKey("script")) {
      activity.setActivityBehavior(new Behaviors.Script(values.get("script"), values.get("resultVariable")));
    } else if (values.containsKey("errorCode") && activity.getActivityBehavior() instanceof ErrorEndEventActivityBehavior original) {
      activity.setActivityBehavior(new Behaviors.ThrowError(original, values.get("errorCode")));
    } else if (values.containsKey("escalationCode")) {
      activity.setActivityBehavior(new Behaviors.ThrowEscalation(values.get("escalationCode")));
    }
    attachMapping(element, activity);
  }

  @Override
  public void parseStartEvent(Element element, ScopeImpl scope, ActivityImpl activity) {
    attachMapping(element, activity);
  }

  @Override
  public void parseEndEvent(Element element, ScopeImpl scope, ActivityImpl activity) {
    attachJob(element, activity);
  }

  @Override
  public void parseIntermediateThrowEvent(Element element, ScopeImpl scope, ActivityImpl activity) {
    attachJob(element, activity);
  }

  @Override
  public void parseIntermediateCatchEvent(Element element, ScopeImpl scope, ActivityImpl activity) {
    attachMapping(element, activity);
  }

  @Override
  public void parseBoundaryEvent(Element element, ScopeImpl scope, ActivityImpl activity) {
    attachMapping(element, activity);
  }

  @Override
  public void parseExclusiveGateway(Element element, ScopeImpl scope, ActivityImpl activity) {
    attachMapping(element, activity);
  }

  @Override
  public void parseInclusiveGateway(Element element, ScopeImpl scope, ActivityImpl activity) {
    attachMapping(element, activity);
  }

  @Override
  public void parseParallelGateway(Element element, ScopeImpl scope, ActivityImpl activity) {
    attachMapping(element, activity);
  }

  @Override
  public void parseEventBasedGateway(Element element, ScopeImpl scope, ActivityImpl activity) {
    attachMapping(element, activity);
  }

  @Override
  public void parseTask(Element element, ScopeImpl scope, ActivityImpl activity) {
    attachMapping(element, activity);
  }

  @Override
  public void parseManualTask(Element element, ScopeImpl scope, ActivityImpl activity) {
    attachMapping(element, activity);
  }

  @Override
  public void parseServiceTask(Element element, ScopeImpl scope, ActivityImpl activity) {
    attachJob(element, activity);
  }

  @Override
  public void parseSendTask(Element element, ScopeImpl scope, ActivityImpl activity) {
    attachJob(element, activity);
  }

  @Override
  public void parseReceiveTask(Element element, ScopeImpl scope, ActivityImpl activity) {
    attachMapping(element, activity);
  }

  @Override
  public void parseUserTask(Element element, ScopeImpl scope, ActivityImpl activity) {
    Behaviors.UserTask behavior = new Behaviors.UserTask((UserTaskActivityBehavior) activity.getActivityBehavior());
    activity.setActivityBehavior(behavior);
    Map<String, String> values = values(element);
    if (values.containsKey("formId")) {
      behavior.useForm(new Forms.Reference(values.get("formId"), values.get("formBinding"), values.get("formTag")));
    }
    attachMapping(element, activity);
    VariableMapping.of(activity).filter(mapping -> !mapping.outputs.isEmpty()).ifPresent(mapping -> behavior.keepResult());
    if (listeners(element).stream().anyMatch(listener -> listener.event().isOfTask())) {
      behavior.assignAfterListeners();
    }
  }

  @Override
  public void parseCallActivity(Element element, ScopeImpl scope, ActivityImpl activity) {
    if (activity.getActivityBehavior() instanceof CallActivityBehavior original) {
      activity.setActivityBehavior(new Behaviors.Call(original));
    }
    attachMapping(element, activity);
  }

  @Override
  public void parseSubProcess(Element element, ScopeImpl scope, ActivityImpl activity) {
    Map<String, String> values = values(element);
    if (values.containsKey("adHocElements")) {
      List<Map<String, Object>> elements = ((List<?>) JsonText.parse(values.get("adHocElements"))).stream().map(JsonText::map).toList();
      activity.setActivityBehavior(new AdHoc(new AdHoc.Shape(values.get("adHocActive"), values.get("adHocCondition"),
          "true".equals(values.get("adHocCancels")), values.get("adHocOutputCollection"), values.get("adHocOutputElement"), elements)));
    }
    attachMapping(element, activity);
  }

  @Override
  public void parseBusinessRuleTask(Element element, ScopeImpl scope, ActivityImpl activity) {
    if (activity.getActivityBehavior() instanceof DmnBusinessRuleTaskActivityBehavior original) {
      activity.setActivityBehavior(new Behaviors.Decision(
          (BaseCallableElement) field(original, "callableElement"), (String) field(original, "resultVariable")));
    }
    attachJob(element, activity);
  }

  /** The behaviour keeps its parts to itself, and the parser offers no other place to take them from. */
  private static Object field(DmnBusinessRuleTaskActivityBehavior behavior, String name) {
    try {
      Field field = DmnBusinessRuleTaskActivityBehavior.class.getDeclaredField(name);
      field.setAccessible(true);
      return field.get(behavior);
    } catch (ReflectiveOperationException e) {
      throw new ProcessEngineException("Operaton's business rule task has changed: no field " + name, e);
    }
  }

  private static VariableMapping mapping(Element element) {
    VariableMapping mapping = new VariableMapping();
    for (Element input : dialect(element, "input")) {
      mapping.inputs.add(entry(input));
    }
    for (Element output : dialect(element, "output")) {
      mapping.outputs.add(entry(output));
    }
    for (Element key : dialect(element, "key")) {
      mapping.keys.add(new VariableMapping.Key(key.attribute("variable"),
          key.attribute("name") == null ? null : new VariableMapping.EventName(key.attribute("event"), key.attribute("name")),
          key.getText(), "true".equals(key.attribute("outer"))));
    }
    for (Element signal : dialect(element, "signal")) {
      mapping.signals.add(new VariableMapping.EventName(signal.attribute("event"), signal.getText()));
    }
    return mapping;
  }

  private static VariableMapping.Entry entry(Element element) {
    return new VariableMapping.Entry(Arrays.asList(element.attribute("target").split("\\.")), element.getText());
  }

  private static List<Listeners.Listener> listeners(Element element) {
    return dialect(element, "listener").stream().map(listener -> new Listeners.Listener(
        ListenerTask.Event.valueOf(listener.attribute("event").toUpperCase(Locale.ROOT)), listener.getText(),
        listener.attribute("retries"))).toList();
  }

  private static Map<String, String> values(Element element) {
    Map<String, String> values = new HashMap<>();
    dialect(element, "value").forEach(value -> values.put(value.attribute("name"), value.getText()));
    return values;
  }

  private static List<Element> dialect(Element element, String name) {
    Element extensions = element.element("extensionElements");
    return extensions == null ? List.of() : extensions.elementsNS(NAMESPACE, name);
  }
}
