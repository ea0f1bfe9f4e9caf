package org.hotline.engine;

import org.operaton.bpm.engine.delegate.DelegateExecution;
import org.operaton.bpm.engine.delegate.VariableScope;
import org.operaton.bpm.engine.impl.bpmn.behavior.EventBasedGatewayActivityBehavior;
import org.operaton.bpm.engine.impl.history.event.HistoricActivityInstanceEventEntity;
import org.operaton.bpm.engine.impl.history.event.HistoricVariableUpdateEventEntity;
import org.operaton.bpm.engine.externaltask.ExternalTask;
import org.operaton.bpm.engine.impl.history.event.HistoricExternalTaskLogEntity;
import org.operaton.bpm.engine.impl.history.event.HistoryEvent;
import org.operaton.bpm.engine.impl.history.event.HistoryEventType;
import org.operaton.bpm.engine.impl.history.producer.CacheAwareHistoryEventProducer;
import org.operaton.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.operaton.bpm.engine.impl.persistence.entity.VariableInstanceEntity;
import org.operaton.bpm.engine.impl.pvm.process.ActivityImpl;
import org.operaton.bpm.engine.impl.pvm.runtime.ActivityInstanceState;

/**
 * What history must say otherwise than Operaton does. It says of a local variable which element instance it belongs to (ACT_HI_VARINST.ACT_INST_ID_). Operaton names the instance
 * around it while the element is being entered or is no sub-process, so that an input would look like the process instance's own.
 * And an event-based gateway has completed, not been terminated, when one of its events goes on.
 */
public class ScopedHistory extends CacheAwareHistoryEventProducer {

  @Override
  public HistoryEvent createActivityInstanceEndEvt(DelegateExecution execution) {
    HistoryEvent event = super.createActivityInstanceEndEvt(execution);
    ExecutionEntity instance = RuntimeInstructions.endedBy((ExecutionEntity) execution);
    if (instance != null) {
      Invocations.current().ends(instance);
    }
    ExecutionEntity gateway = (ExecutionEntity) execution;
    ActivityImpl activity = gateway.getActivity();
    if (event instanceof HistoricActivityInstanceEventEntity end && activity != null
        && activity.getActivityBehavior() instanceof EventBasedGatewayActivityBehavior
        && activity.getEventActivities().stream().anyMatch(next -> String.valueOf(gateway.getDeleteReason()).contains(next.toString()))) {
      end.setActivityInstanceState(ActivityInstanceState.DEFAULT.getStateCode());
    }
    return event;
  }

  /** A job that is done may have a message too: why a listener has denied the change of a task. */
  @Override
  public HistoryEvent createHistoricExternalTaskLogSuccessfulEvt(ExternalTask task) {
    HistoryEvent event = super.createHistoricExternalTaskLogSuccessfulEvt(task);
    ((HistoricExternalTaskLogEntity) event).setErrorMessage(task.getErrorMessage());
    return event;
  }

  @Override
  protected HistoryEvent createHistoricVariableEvent(VariableInstanceEntity variable, VariableScope source,
      HistoryEventType eventType) {
    HistoryEvent event = super.createHistoricVariableEvent(variable, source, eventType);
    ExecutionEntity scope = variable.getTaskId() == null ? variable.getExecution() : null;
    if (event instanceof HistoricVariableUpdateEventEntity update && scope != null && scope.isScope()) {
      ActivityImpl activity = scope.getActivity();
      if (activity != null && activity.isScope() && !scope.isProcessInstanceExecution() && scope.getActivityInstanceId() != null) {
        update.setScopeActivityInstanceId(scope.getActivityInstanceId());
      }
    }
    return event;
  }
}
