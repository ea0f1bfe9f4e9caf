package org.hotline.engine;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.operaton.bpm.engine.ProcessEngineException;
import org.operaton.bpm.engine.impl.bpmn.behavior.ErrorEndEventActivityBehavior;
import org.operaton.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.operaton.bpm.engine.impl.context.Context;
import org.operaton.bpm.engine.impl.core.operation.CoreAtomicOperation;
import org.operaton.bpm.engine.impl.interceptor.AtomicOperationInvocation;
import org.operaton.bpm.engine.impl.interceptor.Command;
import org.operaton.bpm.engine.impl.interceptor.CommandInterceptor;
import org.operaton.bpm.engine.impl.interceptor.CommandInvocationContext;
import org.operaton.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.operaton.bpm.engine.impl.persistence.entity.JobEntity;
import org.operaton.bpm.engine.impl.persistence.entity.TimerEntity;
import org.operaton.bpm.engine.impl.pvm.process.ActivityImpl;
import org.operaton.bpm.engine.impl.pvm.runtime.operation.PvmAtomicOperation;

/**
 * Runs the steps of the engine within one command. A step that fails for a reason that Camunda 8 calls an incident does not roll
 * the command back: its execution waits with a {@link RetryJob} that has no retries left (docs/adr/2026-11-25-incidents-in-the-engine.md). Everything else fails as
 * before. It also holds what lives as long as the command: failures while entering an element, and the variables of an event on
 * their way to the element that it triggers.
 */
public class Invocations extends CommandInvocationContext {

  private final Map<ExecutionEntity, IncidentException> entering = new IdentityHashMap<>();
  private final Map<ExecutionEntity, ListenerTask.Event> heard = new IdentityHashMap<>();
  private ExecutionEntity subscribed;
  private ExecutionEntity ending;
  private final Map<String, Map<String, Object>> payloads = new LinkedHashMap<>();

  Invocations(Command<?> command, ProcessEngineConfigurationImpl configuration) {
    super(command, configuration, false);
  }

  /** Opens one of these for every command. */
  static class Interceptor extends CommandInterceptor {
    private final ProcessEngineConfigurationImpl configuration;

    Interceptor(ProcessEngineConfigurationImpl configuration) {
      this.configuration = configuration;
    }

    @Override
    public <T> T execute(Command<T> command) {
      Context.setCommandInvocationContext(new Invocations(command, configuration));
      try {
        T result = next.execute(command);
        current().endWhatIsDue();
        return result;
      } finally {
        Context.removeCommandInvocationContext();
      }
    }
  }

  static Invocations current() {
    return (Invocations) Context.getCommandInvocationContext();
  }

  /** A failure while an element is entered (mappings, correlation keys, timers): the first one becomes its incident. */
  void failed(ExecutionEntity execution, IncidentException failure) {
    entering.putIfAbsent(execution, failure);
  }

  /** The listeners of an event are done, so that the step that waited for them may be performed. */
  void heard(ExecutionEntity execution, ListenerTask.Event event) {
    heard.put(execution, event);
  }

  /** An element has ended that takes its process instance with it: before the next step. */
  void ends(ExecutionEntity instance) {
    ending = instance;
  }

  private void endWhatIsDue() {
    if (ending != null) {
      ExecutionEntity instance = ending;
      ending = null;
      RuntimeInstructions.end(instance);
    }
  }

  /** The element's events are told now, after its start listeners. */
  void subscribes(ExecutionEntity execution) {
    subscribed = execution;
  }

  boolean hasSubscribed(ExecutionEntity execution) {
    return subscribed == execution;
  }

  /** The variables of an event for the element that it triggers. */
  void hand(String processInstanceId, String activityId, Map<String, Object> variables) {
    payloads.put(processInstanceId + ' ' + activityId, variables);
  }

  Map<String, Object> take(String processInstanceId, String activityId) {
    return payloads.isEmpty() ? null : payloads.remove(processInstanceId + ' ' + activityId);
  }

  @Override
  protected void invokeNext() {
    AtomicOperationInvocation invocation = queuedInvocations.remove(0);
    CoreAtomicOperation<?> operation = invocation.getOperation();
    if (ending != null && RuntimeInstructions.isGoingOn(operation)) {
      endWhatIsDue();
      return;
    }
    ExecutionEntity execution = current(invocation.getExecution());
    RetryJob.Step step = RetryJob.Step.of(operation);
    try {
      if (step != null && !mayPerform(operation, execution)) {
        return;
      }
      invocation.execute(bpmnStackTrace, processDataContext);
    } catch (RuntimeException error) {
      IncidentException incident = step == null ? null : incidentOf(error, execution);
      if (incident == null) {
        bpmnStackTrace.printStackTrace(Context.getProcessEngineConfiguration().isBpmnStacktraceVerbose());
        throw error;
      }
      ExecutionEntity waiting = current(invocation.getExecution());
      RetryJob.park(waiting, Listeners.again(step, waiting.getActivity()), incident);
    }
  }

  /**
   * False when the element could not be entered, so that its execution has been parked, or when a listener must come first. What is due
   * before the step is done here.
   */
  private boolean mayPerform(CoreAtomicOperation<?> operation, ExecutionEntity execution) {
    ListenerTask.Event done = heard.isEmpty() ? null : heard.remove(execution);
    boolean starts = operation == PvmAtomicOperation.PROCESS_START || operation == PvmAtomicOperation.FIRE_PROCESS_START;
    if (starts && execution.getListenerIndex() == 0) {
      if (done == null && Listeners.begin(execution, execution.getProcessDefinition(), ListenerTask.Event.START)) {
        return false;
      }
      VariableMapping.ofProcess(execution).ifPresent(mapping -> mapping.executeInputParameters(execution));
    }
    IncidentException failure = entering.isEmpty() ? null : entering.remove(execution);
    if (failure != null) {
      removeTimers(execution);
      RetryJob.Step step = RetryJob.Step.of(operation);
      RetryJob.park(execution, step == RetryJob.Step.EXECUTE ? RetryJob.Step.ENTER : step, failure);
      // an instance that begins at elements of one's choice has begun already
      return operation == PvmAtomicOperation.FIRE_PROCESS_START;
    }
    return done == ListenerTask.Event.END || !mustListen(operation, execution, done);
  }

  private static boolean mustListen(CoreAtomicOperation<?> operation, ExecutionEntity execution, ListenerTask.Event done) {
    ActivityImpl activity = execution.getActivity();
    if (operation == PvmAtomicOperation.ACTIVITY_LEAVE) {
      Leaving.before(execution);
      return Listeners.begin(execution, activity, ListenerTask.Event.END);
    }
    if (operation == PvmAtomicOperation.PROCESS_END) {
      // the operation is performed anew for each listener of the engine's own
      return execution.getListenerIndex() == 0 && Listeners.begin(execution, execution.getProcessDefinition(), ListenerTask.Event.END);
    }
    if (operation != PvmAtomicOperation.ACTIVITY_EXECUTE) {
      return false;
    }
    if (done == null && Listeners.begin(execution, activity, ListenerTask.Event.START)) {
      return true;
    }
    if (activity == null || !Leaving.endsWhenExecuted(activity)) {
      return false;
    }
    Leaving.beforeEnd(execution);
    return Listeners.begin(execution, activity, ListenerTask.Event.END);
  }

  /** For what is entered again outside a step of the engine. */
  void parkIfFailed(ExecutionEntity execution, RetryJob.Step step) {
    IncidentException failure = entering.remove(execution);
    if (failure != null) {
      removeTimers(execution);
      RetryJob.park(execution, step, failure);
    }
  }

  /** Timers of an element that was not entered as a whole. */
  static void removeTimers(ExecutionEntity execution) {
    for (JobEntity job : new ArrayList<>(execution.getJobs())) {
      if (job instanceof TimerEntity) {
        job.delete();
      }
    }
  }

  private static ExecutionEntity current(ExecutionEntity execution) {
    return execution.getReplacedBy() == null ? execution : execution.getReplacedBy();
  }

  /** The failure as an incident, or null when it is none and the command must fail. */
  private static IncidentException incidentOf(RuntimeException error, ExecutionEntity execution) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof IncidentException incident) {
        return incident;
      }
    }
    String message = String.valueOf(error.getMessage());
    ActivityImpl activity = execution.getActivity();
    if (error instanceof ProcessEngineException && message.startsWith("ENGINE-02004 ")) {
      return new IncidentException("CONDITION_ERROR",
          "Expected at least one condition to evaluate to true, or to have a default flow");
    }
    if (activity != null && activity.getActivityBehavior() instanceof ErrorEndEventActivityBehavior end
        && message.startsWith("ENGINE-02042 ")) {
      String code = end instanceof Behaviors.ThrowError computed ? computed.code(execution) : end.getErrorCode();
      return new IncidentException("UNHANDLED_ERROR_EVENT", "Expected to throw an error event with the code '" + code
          + "', but it was not caught. No error events are available in the scope.");
    }
    return null;
  }
}
