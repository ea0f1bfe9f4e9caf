package org.hotline.engine;

import java.util.Map;
import org.operaton.bpm.engine.impl.bpmn.behavior.EventSubProcessStartEventActivityBehavior;
import org.operaton.bpm.engine.impl.bpmn.helper.ErrorDeclarationForProcessInstanceFinder;
import org.operaton.bpm.engine.impl.core.variable.scope.AbstractVariableScope;
import org.operaton.bpm.engine.impl.event.EventHandlerImpl;
import org.operaton.bpm.engine.impl.event.EventType;
import org.operaton.bpm.engine.impl.event.SignalEventHandler;
import org.operaton.bpm.engine.impl.interceptor.CommandContext;
import org.operaton.bpm.engine.impl.persistence.entity.EventSubscriptionEntity;
import org.operaton.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.operaton.bpm.engine.impl.pvm.process.ActivityImpl;
import org.operaton.bpm.engine.impl.tree.ActivityExecutionHierarchyWalker;
import org.operaton.bpm.engine.impl.tree.ActivityExecutionMappingCollector;
import org.operaton.bpm.engine.variable.VariableMap;
import org.operaton.bpm.engine.variable.Variables;

/**
 * Where the variables of a message, a signal or an error go: local to an event that has output mappings, local to an event sub-process, else
 * to the scope around the event.
 */
final class EventPayload {

  private EventPayload() {}

  private static void place(EventSubscriptionEntity subscription, Object... payloads) {
    VariableMap variables = Variables.createVariables();
    for (Object payload : payloads) {
      if (payload instanceof VariableMap typed) {
        typed.keySet().forEach(name -> variables.putValueTyped(name, typed.getValueTyped(name)));
      } else if (payload instanceof Map<?, ?> map) {
        map.forEach((name, value) -> variables.putValue(String.valueOf(name), value));
      }
    }
    if (variables.isEmpty()) {
      return;
    }
    place(subscription.getActivity(), subscription.getExecution(), variables);
  }

  /** The variables of an error go to the event that will catch it; those of one that nobody catches go nowhere. */
  static void placeError(ExecutionEntity thrower, String code, Map<String, Object> variables) {
    var finder = new ErrorDeclarationForProcessInstanceFinder(null, code, thrower.getActivity());
    var executions = new ActivityExecutionMappingCollector(thrower);
    var walker = new ActivityExecutionHierarchyWalker(thrower);
    walker.addScopePreVisitor(finder);
    walker.addExecutionPreVisitor(executions);
    walker.walkUntil(scope -> finder.getErrorEventDefinition() != null || scope == null);
    if (finder.getErrorHandlerActivity() instanceof ActivityImpl event && variables != null && !variables.isEmpty()) {
      place(event, (ExecutionEntity) executions.getExecutionForScope(event.getEventScope()), variables);
    }
  }

  private static void place(ActivityImpl event, ExecutionEntity execution, Map<String, Object> variables) {
    boolean mapped = VariableMapping.of(event).filter(mapping -> !mapping.outputs.isEmpty()).isPresent();
    if (event.equals(execution.getActivity())) {
      if (mapped) {
        execution.setVariablesLocal(variables);
      } else {
        execution.setVariables(variables);
      }
      return;
    }
    boolean startsSubProcess = event.getActivityBehavior() instanceof EventSubProcessStartEventActivityBehavior;
    if (mapped || startsSubProcess) {
      String target = mapped ? event.getId() : event.getParentFlowScopeActivity().getId();
      Invocations.current().hand(execution.getProcessInstanceId(), target, variables);
    } else {
      ((AbstractVariableScope) execution).getParentVariableScope().setVariables(variables);
    }
  }

  static class Message extends EventHandlerImpl {
    Message() {
      super(EventType.MESSAGE);
    }

    @Override
    public void handleIntermediateEvent(EventSubscriptionEntity subscription, Object payload, Object local, Object triggered,
        CommandContext context) {
      place(subscription, payload, triggered);
      super.handleIntermediateEvent(subscription, null, local, null, context);
    }
  }

  static class Signal extends SignalEventHandler {
    @Override
    public void handleIntermediateEvent(EventSubscriptionEntity subscription, Object payload, Object local, Object triggered,
        CommandContext context) {
      place(subscription, payload, triggered);
      super.handleIntermediateEvent(subscription, null, local, null, context);
    }
  }
}
