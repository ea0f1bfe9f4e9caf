package org.hotline.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.operaton.bpm.engine.impl.bpmn.behavior.MultiInstanceActivityBehavior;
import org.operaton.bpm.engine.impl.core.variable.mapping.IoMapping;
import org.operaton.bpm.engine.impl.core.variable.scope.AbstractVariableScope;
import org.operaton.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.operaton.bpm.engine.impl.pvm.process.ActivityImpl;
import org.operaton.bpm.engine.impl.pvm.process.ProcessDefinitionImpl;
import org.operaton.bpm.engine.impl.pvm.process.ScopeImpl;

/**
 * Zeebe's variable mappings of one element, and the correlation keys of the messages that its scope waits for. A later mapping
 * sees an earlier one; a target may be a path. Outputs are applied when the element is left (see {@link Leaving}).
 */
class VariableMapping extends IoMapping {

  private static final String OF_PROCESS = "zeebeMapping";

  /** One mapping: where to, and the FEEL text of the value. */
  record Entry(List<String> path, String feel) {}

  /**
   * A correlation key: the hidden variable that holds it, or the expression of the message's name that the variable is called after;
   * its FEEL text, and whether it is told outside of the scope that holds the subscription, as Zeebe does for boundary events.
   */
  record Key(String variable, EventName name, String feel, boolean isOuter) {}

  /** The name of an event's message or signal as an expression. */
  record EventName(String event, String feel) {}

  final List<Entry> inputs = new ArrayList<>();
  final List<Entry> outputs = new ArrayList<>();
  final List<Key> keys = new ArrayList<>();
  final List<EventName> signals = new ArrayList<>();

  boolean isEmpty() {
    return inputs.isEmpty() && outputs.isEmpty() && !subscribes();
  }

  boolean subscribes() {
    return !keys.isEmpty() || !signals.isEmpty();
  }

  static Optional<VariableMapping> of(ScopeImpl activity) {
    return activity instanceof ActivityImpl entered && entered.getIoMapping() instanceof VariableMapping mapping
        ? Optional.of(mapping) : Optional.empty();
  }

  static Optional<VariableMapping> ofProcess(ExecutionEntity execution) {
    return Optional.ofNullable((VariableMapping) ((ProcessDefinitionImpl) execution.getProcessDefinition()).getProperty(OF_PROCESS));
  }

  void attachTo(ProcessDefinitionImpl process) {
    process.setProperty(OF_PROCESS, this);
  }

  /** Event variables, input mappings, names and correlation keys, in this order; a failure waits until the element would be executed. */
  @Override
  public void executeInputParameters(AbstractVariableScope scope) {
    ExecutionEntity execution = (ExecutionEntity) scope;
    try {
      Map<String, Object> payload = Invocations.current().take(execution.getProcessInstanceId(), execution.getActivityId());
      if (payload != null) {
        scope.setVariablesLocal(payload);
      }
      for (Entry input : inputs) {
        String name = input.path.get(0);
        Object value = evaluate(scope, input, Map.of());
        scope.setVariableLocal(name, input.path.size() == 1 ? value : put(scope.getVariableLocal(name), input.path, value));
      }
    } catch (IncidentException failure) {
      Invocations.current().failed(execution, failure);
      return;
    }
    if (execution.getActivity() == null || !Listeners.hasStart(execution.getActivity())) {
      subscribe(execution);
    }
  }

  /** Tells names and correlation keys: after the start listeners, where there are some. */
  void subscribe(ExecutionEntity execution) {
    try {
      for (EventName signal : signals) {
        EventNames.evaluate(execution, signal.event, signal.feel);
      }
      for (Key key : keys) {
        String variable = key.name == null ? key.variable : keyOf(EventNames.evaluate(execution, key.name.event, key.name.feel));
        AbstractVariableScope outer = key.isOuter ? execution.getParentVariableScope() : null;
        execution.setVariableLocal(variable, correlationKey(outer == null ? execution : outer, key));
      }
    } catch (IncidentException failure) {
      Invocations.current().failed(execution, failure);
    }
  }

  @Override
  public void executeOutputParameters(AbstractVariableScope scope) {
    // the outputs were applied before the element was left, where their failure can be an incident
  }

  /** Applies the output mappings; an inner instance of a multi-instance writes from its own scope on, as Zeebe does. */
  void applyOutputs(ExecutionEntity execution) {
    Map<String, Object> results = new LinkedHashMap<>();
    for (Entry output : outputs) {
      String name = output.path.get(0);
      Object value = evaluate(execution, output, results);
      Object before = results.containsKey(name) ? results.get(name) : execution.getVariable(name);
      results.put(name, output.path.size() == 1 ? value : put(before, output.path, value));
    }
    (isInner(execution.getActivity()) ? execution : execution.getParentVariableScope()).setVariables(results);
  }

  static boolean isInner(ActivityImpl activity) {
    ActivityImpl parent = activity.getParentFlowScopeActivity();
    return parent != null && parent.getActivityBehavior() instanceof MultiInstanceActivityBehavior;
  }

  private static Object evaluate(AbstractVariableScope scope, Entry entry, Map<String, Object> results) {
    try {
      return Feel.evaluate(scope, entry.feel, results);
    } catch (IncidentException failure) {
      throw failure.as("IO_MAPPING_ERROR");
    }
  }

  /** The variable that the gateway looks for a key of this message in (CORRELATION_VARIABLE of its dialect/model.ts). */
  private static String keyOf(String messageName) {
    return "_zeebe_key_" + messageName.replaceAll("[^A-Za-z0-9]", "_");
  }

  private static String correlationKey(AbstractVariableScope scope, Key key) {
    Object value = Feel.evaluate(scope, key.feel, Map.of());
    if (value instanceof String || value instanceof Number) {
      String text = String.valueOf(value);
      if (text.length() > TextSerializer.SHORT) {
        throw new IncidentException("EXTRACT_VALUE_ERROR", "Failed to extract the correlation key for '" + key.feel
            + "': The value must have at most " + TextSerializer.SHORT + " characters, but had " + text.length() + ".");
      }
      return text;
    }
    throw new IncidentException("EXTRACT_VALUE_ERROR", "Failed to extract the correlation key for '" + key.feel
        + "': The value must be either a string or a number, but was '" + Feel.typeOf(value) + "'.");
  }

  private static Map<String, Object> put(Object before, List<String> path, Object value) {
    Map<String, Object> context = new LinkedHashMap<>();
    if (before instanceof Map<?, ?> known) {
      known.forEach((name, item) -> context.put(String.valueOf(name), item));
    }
    String next = path.get(1);
    context.put(next, path.size() == 2 ? value : put(context.get(next), path.subList(1, path.size()), value));
    return context;
  }
}
