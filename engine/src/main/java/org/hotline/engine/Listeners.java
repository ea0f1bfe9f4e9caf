package org.hotline.engine;

import java.util.List;
import java.util.Map;
import org.operaton.bpm.engine.impl.bpmn.behavior.ExclusiveGatewayActivityBehavior;
import org.operaton.bpm.engine.impl.bpmn.parser.EventSubscriptionDeclaration;
import org.operaton.bpm.engine.impl.core.variable.scope.AbstractVariableScope;
import org.operaton.bpm.engine.impl.event.EventType;
import org.operaton.bpm.engine.impl.persistence.entity.EventSubscriptionEntity;
import org.operaton.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.operaton.bpm.engine.impl.persistence.entity.ExternalTaskEntity;
import org.operaton.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.operaton.bpm.engine.impl.pvm.process.ActivityImpl;
import org.operaton.bpm.engine.impl.pvm.process.ScopeImpl;

/**
 * Zeebe's execution listeners: jobs that must be done before an element begins and before it is left. The execution waits where it is
 * with one {@link ListenerTask} after the other; then the step that was due is performed.
 */
final class Listeners {

  private static final String PROPERTY = "zeebeListeners";

  /** A listener as the diagram has it: type and retries are FEEL. */
  record Listener(ListenerTask.Event event, String type, String retries) {}

  private Listeners() {}

  static void attach(ScopeImpl scope, List<Listener> listeners) {
    if (!listeners.isEmpty()) {
      scope.setProperty(PROPERTY, listeners);
    }
  }

  @SuppressWarnings("unchecked")
  static List<Listener> of(ScopeImpl scope, ListenerTask.Event event) {
    List<Listener> all = scope == null ? null : (List<Listener>) scope.getProperty(PROPERTY);
    return all == null ? List.of() : all.stream().filter(listener -> listener.event == event).toList();
  }

  static boolean hasStart(ScopeImpl scope) {
    return !of(scope, ListenerTask.Event.START).isEmpty();
  }

  /**
   * The step from which a failed one is tried again: Zeebe chooses an exclusive gateway's flow while it activates the gateway, so that its
   * start listeners run once more.
   */
  static RetryJob.Step again(RetryJob.Step step, ActivityImpl activity) {
    boolean chooses = step == RetryJob.Step.LEAVE && activity.getActivityBehavior() instanceof ExclusiveGatewayActivityBehavior;
    return chooses && hasStart(activity) ? RetryJob.Step.EXECUTE : step;
  }

  /** Begins with the first listener of the event; false when there is none and the step may be performed. */
  static boolean begin(ExecutionEntity execution, ScopeImpl scope, ListenerTask.Event event) {
    List<Listener> listeners = of(scope, event);
    if (listeners.isEmpty()) {
      return false;
    }
    ListenerTask.create(execution, scope, listeners.get(0), 0);
    if (!(scope instanceof ActivityImpl activity) || activity.isScope()) {
      unsubscribe(execution);
    }
    return true;
  }

  /** After the listener's job: the next one, or the step that waited for them. */
  static void goOn(ExternalTaskEntity task, Map<String, Object> variables) {
    ExecutionEntity execution = task.getExecution();
    ListenerTask.Event event = ListenerTask.eventOf(task);
    ScopeImpl scope = scopeOf(task, execution);
    place(execution, scope, event, variables);
    ListenerTask.remove(task);
    int next = ListenerTask.indexOf(task) + 1;
    List<Listener> listeners = of(scope, event);
    RetryJob.Step step = stepAfter(scope, event);
    if (next < listeners.size()) {
      try {
        ListenerTask.create(execution, scope, listeners.get(next), next);
      } catch (IncidentException failure) {
        RetryJob.park(execution, step, failure);
      }
      return;
    }
    if (event == ListenerTask.Event.START) {
      subscribe(execution, scope);
    }
    Invocations.current().heard(execution, event);
    execution.performOperation(step.operation());
  }

  /** Timers of an element that is entered are told once its start listeners are done: what fails before that is nothing. */
  static boolean comesBefore(ExecutionEntity execution) {
    ScopeImpl scope = execution.isProcessInstanceExecution() ? execution.getProcessDefinition() : execution.getActivity();
    return hasStart(scope) && !Invocations.current().hasSubscribed(execution);
  }

  private static ScopeImpl scopeOf(ExternalTaskEntity task, ExecutionEntity execution) {
    ProcessDefinitionEntity process = execution.getProcessDefinition();
    return task.getActivityId().equals(process.getKey()) ? process : process.findActivity(task.getActivityId());
  }

  private static RetryJob.Step stepAfter(ScopeImpl scope, ListenerTask.Event event) {
    boolean starts = event == ListenerTask.Event.START;
    if (!(scope instanceof ActivityImpl activity)) {
      return starts ? RetryJob.Step.PROCESS : RetryJob.Step.PROCESS_END;
    }
    return starts || Leaving.endsWhenExecuted(activity) ? RetryJob.Step.EXECUTE : RetryJob.Step.LEAVE;
  }

  /** What a start listener says is local to the element; what an end listener says goes where results of the element go. */
  private static void place(ExecutionEntity execution, ScopeImpl scope, ListenerTask.Event event, Map<String, Object> variables) {
    if (event == ListenerTask.Event.START) {
      execution.setVariablesLocal(variables);
    } else {
      boolean own = scope instanceof ActivityImpl activity && activity.isScope() && !VariableMapping.isInner(activity);
      AbstractVariableScope target = own ? execution.getParentVariableScope() : execution;
      target.setVariables(variables);
    }
  }

  /** While listeners of an element run, no event reaches it; what is there to compensate stays. */
  private static void unsubscribe(ExecutionEntity execution) {
    Invocations.removeTimers(execution);
    for (EventSubscriptionEntity subscription : List.copyOf(execution.getEventSubscriptions())) {
      if (!subscription.isSubscriptionForEventType(EventType.COMPENSATE)) {
        subscription.delete();
      }
    }
  }

  private static void subscribe(ExecutionEntity execution, ScopeImpl scope) {
    if (scope instanceof ActivityImpl activity && !activity.isScope()) {
      return;
    }
    EventSubscriptionDeclaration.getDeclarationsForScope(scope).values().stream()
        .filter(declaration -> !declaration.isStartEvent())
        .forEach(declaration -> declaration.createSubscriptionForExecution(execution));
    Invocations.current().subscribes(execution);
    execution.initializeTimerDeclarations();
    VariableMapping.of(scope).ifPresent(mapping -> mapping.subscribe(execution));
  }
}
