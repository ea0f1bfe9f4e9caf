package org.hotline.engine;

import java.util.HashMap;
import java.util.Map;
import org.operaton.bpm.engine.BadUserRequestException;
import org.operaton.bpm.engine.impl.ExternalTaskServiceImpl;
import org.operaton.bpm.engine.impl.cmd.CompleteExternalTaskCmd;
import org.operaton.bpm.engine.impl.cmd.HandleExternalTaskBpmnErrorCmd;
import org.operaton.bpm.engine.impl.context.Context;
import org.operaton.bpm.engine.impl.incident.DefaultIncidentHandler;
import org.operaton.bpm.engine.impl.incident.IncidentContext;
import org.operaton.bpm.engine.impl.incident.IncidentHandling;
import org.operaton.bpm.engine.impl.interceptor.CommandContext;
import org.operaton.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.operaton.bpm.engine.impl.persistence.entity.ExternalTaskEntity;
import org.operaton.bpm.engine.impl.pvm.process.ActivityImpl;
import org.operaton.bpm.engine.impl.pvm.process.ScopeImpl;
import org.operaton.bpm.engine.impl.util.ClockUtil;
import org.operaton.bpm.engine.runtime.Incident;

/**
 * The job of a listener: an external task whose priority says which listener it is, for the engine gives priorities no other meaning
 * here. The gateway reads it too (its operaton/listener-convention.ts).
 */
final class ListenerTask {

  /** What is listened to, in the order of the convention: 1000 for the first, 2000 for the next, plus the listener's place. */
  enum Event {
    START, END, CREATING, ASSIGNING, UPDATING, COMPLETING;

    private static final int STEP = 1000;

    boolean isOfTask() {
      return this != START && this != END;
    }

    private long priority(int index) {
      return (ordinal() + 1L) * STEP + index;
    }
  }

  private static final int DEFAULT_RETRIES = 3;

  private ListenerTask() {}

  static boolean is(ExternalTaskEntity task) {
    return task.getPriority() >= Event.STEP;
  }

  static Event eventOf(ExternalTaskEntity task) {
    return Event.values()[(int) (task.getPriority() / Event.STEP) - 1];
  }

  static int indexOf(ExternalTaskEntity task) {
    return (int) (task.getPriority() % Event.STEP);
  }

  /** Type and retries are told where the job would see its variables; a failure leaves no job behind. */
  static void create(ExecutionEntity execution, ScopeImpl scope, Listeners.Listener listener, int index) {
    String type = Feel.string(execution, listener.type());
    Integer retries = listener.retries() == null ? DEFAULT_RETRIES : Feel.integer(execution, listener.retries());
    boolean isActivity = scope instanceof ActivityImpl;
    ExternalTaskEntity task = new ExternalTaskEntity();
    task.setTopicName(type);
    task.setRetries(retries);
    task.setPriority(listener.event().priority(index));
    task.setExecutionId(execution.getId());
    task.setProcessInstanceId(execution.getProcessInstanceId());
    task.setProcessDefinitionId(execution.getProcessDefinitionId());
    task.setProcessDefinitionKey(execution.getProcessDefinition().getKey());
    task.setActivityId(isActivity ? scope.getId() : execution.getProcessDefinition().getKey());
    task.setActivityInstanceId(isActivity ? execution.getActivityInstanceId() : execution.getProcessInstanceId());
    task.setTenantId(execution.getTenantId());
    task.setCreateTime(ClockUtil.getCurrentTime());
    task.insert();
    Context.getCommandContext().getHistoricExternalTaskLogManager().fireExternalTaskCreatedEvent(task);
    execution.setActive(true);
  }

  /** The job is done: gone from the engine, with its incident, and in the log. */
  static void remove(ExternalTaskEntity task) {
    CommandContext context = Context.getCommandContext();
    task.getExecution().removeExternalTask(task);
    context.getExternalTaskManager().delete(task);
    if (task.getErrorDetailsByteArrayId() != null) {
      context.getByteArrayManager().deleteByteArrayById(task.getErrorDetailsByteArrayId());
    }
    IncidentContext incident = new IncidentContext();
    incident.setExecutionId(task.getExecutionId());
    incident.setActivityId(task.getActivityId());
    incident.setConfiguration(task.getId());
    incident.setTenantId(task.getTenantId());
    IncidentHandling.removeIncidents(Incident.EXTERNAL_TASK_HANDLER_TYPE, incident, true);
    context.getHistoricExternalTaskLogManager().fireExternalTaskSuccessfulEvent(task);
  }

  /** External tasks as the engine has them, but that those of listeners go another way, and the variables of errors as in Zeebe. */
  static class Service extends ExternalTaskServiceImpl {
    @Override
    public void complete(String id, String worker, Map<String, Object> variables, Map<String, Object> localVariables) {
      commandExecutor.execute(new CompleteExternalTaskCmd(id, worker, variables, localVariables) {
        @Override
        public void execute(ExternalTaskEntity task) {
          if (!is(task)) {
            super.execute(task);
            return;
          }
          Map<String, Object> given = new HashMap<>(variables == null ? Map.of() : variables);
          given.putAll(localVariables == null ? Map.of() : localVariables);
          if (eventOf(task).isOfTask()) {
            TaskListeners.goOn(task, given);
          } else {
            Listeners.goOn(task, given);
          }
        }
      });
    }

    @Override
    public void handleBpmnError(String id, String worker, String code, String message, Map<String, Object> given) {
      commandExecutor.execute(new HandleExternalTaskBpmnErrorCmd(id, worker, code, message, null) {
        @Override
        public void execute(ExternalTaskEntity task) {
          if (is(task)) {
            throw new BadUserRequestException("A listener's task throws no error");
          }
          EventPayload.placeError(task.getExecution(), code, given);
          super.execute(task);
        }
      });
    }
  }

  /** Says in the message of an incident that it is a listener that has no retries left. */
  static class Incidents extends DefaultIncidentHandler {
    Incidents() {
      super(Incident.EXTERNAL_TASK_HANDLER_TYPE);
    }

    @Override
    public Incident handleIncident(IncidentContext context, String message) {
      ExternalTaskEntity task = Context.getCommandContext().getExternalTaskManager().findExternalTaskById(context.getConfiguration());
      if (task == null || !is(task)) {
        return super.handleIncident(context, message);
      }
      String type = eventOf(task).isOfTask() ? "TASK_LISTENER_NO_RETRIES" : "EXECUTION_LISTENER_NO_RETRIES";
      return super.handleIncident(context, new IncidentException(type, message == null ? "" : message).typedMessage());
    }
  }
}
