package org.hotline.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.operaton.bpm.engine.delegate.DelegateExecution;
import org.operaton.bpm.engine.delegate.ExecutionListener;
import org.operaton.bpm.engine.impl.bpmn.behavior.MultiInstanceActivityBehavior;
import org.operaton.bpm.engine.impl.bpmn.parser.BpmnParse;
import org.operaton.bpm.engine.impl.core.variable.scope.AbstractVariableScope;
import org.operaton.bpm.engine.impl.pvm.process.ActivityImpl;
import org.operaton.bpm.engine.impl.util.xml.Element;

/**
 * Output collections of processes that a gateway before 0.2 translated: it wrote them as extension properties. Their running instances
 * go on as they began; a new deployment of the same diagram is translated anew.
 */
final class EarlierTranslation {

  private static final String HIDDEN = "_zeebe_out_";
  private static final String OUTPUT = "zeebe:output:";

  private EarlierTranslation() {}

  static void attachToBody(Element element, ActivityImpl body) {
    String collection = properties(element).get("zeebe:outputCollection");
    if (collection != null) {
      body.addListener(ExecutionListener.EVENTNAME_START,
          (ExecutionListener) execution -> execution.setVariableLocal(HIDDEN + collection, new ArrayList<>()));
      body.addListener(ExecutionListener.EVENTNAME_END, (ExecutionListener) execution -> propagate(execution, collection));
    }
  }

  static void attachToInstance(Element element, ActivityImpl activity) {
    if (!VariableMapping.isInner(activity)) {
      return;
    }
    Map<String, String> properties = properties(element);
    String collection = properties.get("zeebe:outputCollection");
    properties.forEach((name, text) -> {
      if (name.startsWith(OUTPUT)) {
        activity.addListener(ExecutionListener.EVENTNAME_END,
            (ExecutionListener) execution -> output(execution, name.substring(OUTPUT.length()), text, collection != null));
      }
    });
    if (collection != null) {
      String outputElement = properties.get("zeebe:outputElement");
      activity.addListener(ExecutionListener.EVENTNAME_END, (ExecutionListener) execution -> collect(execution, collection, outputElement));
    }
  }

  private static void output(DelegateExecution execution, String target, String text, boolean collected) {
    if (collected) {
      execution.setVariableLocal(target, Feel.feel(execution, text));
    } else {
      execution.setVariable(target, Feel.feel(execution, text));
    }
  }

  private static void collect(DelegateExecution execution, String collection, String text) {
    int index = ((Number) execution.getVariable(MultiInstanceActivityBehavior.LOOP_COUNTER)).intValue();
    AbstractVariableScope body = ((AbstractVariableScope) execution).getParentVariableScope();
    while (!body.hasVariableLocal(HIDDEN + collection)) {
      body = body.getParentVariableScope();
    }
    List<Object> values = copyOf(body.getVariableLocal(HIDDEN + collection));
    while (values.size() <= index) {
      values.add(null);
    }
    values.set(index, Feel.feel(execution, text));
    body.setVariableLocal(HIDDEN + collection, values);
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

  private static Map<String, String> properties(Element element) {
    Map<String, String> found = new LinkedHashMap<>();
    Element extensions = element.element("extensionElements");
    Element properties = extensions == null ? null : extensions.elementNS(BpmnParse.OPERATON_BPMN_EXTENSIONS_NS, "properties");
    if (properties != null) {
      properties.elementsNS(BpmnParse.OPERATON_BPMN_EXTENSIONS_NS, "property")
          .forEach(property -> found.put(property.attribute("name"), property.attribute("value")));
    }
    return found;
  }
}
