package org.hotline.engine;

import org.operaton.bpm.engine.impl.context.Context;
import org.operaton.bpm.engine.impl.core.operation.CoreAtomicOperation;
import org.operaton.bpm.engine.impl.incident.DefaultIncidentHandler;
import org.operaton.bpm.engine.impl.incident.IncidentContext;
import org.operaton.bpm.engine.impl.interceptor.CommandContext;
import org.operaton.bpm.engine.impl.jobexecutor.JobHandler;
import org.operaton.bpm.engine.impl.jobexecutor.JobHandlerConfiguration;
import org.operaton.bpm.engine.impl.jobexecutor.MessageAddedNotification;
import org.operaton.bpm.engine.impl.cfg.TransactionState;
import org.operaton.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.operaton.bpm.engine.impl.persistence.entity.MessageEntity;
import org.operaton.bpm.engine.impl.pvm.runtime.operation.PvmAtomicOperation;
import org.operaton.bpm.engine.runtime.Incident;

/** The engine job behind an incident of an element: a retry given to it performs again the step that failed. */
public class RetryJob implements JobHandler<RetryJob.Step> {

  private static final String TYPE = "zeebe-incident";

  /** The step that is performed again. */
  enum Step implements JobHandlerConfiguration {
    PROCESS, KEYS, ENTER, EXECUTE, LEAVE, PROCESS_END, TASK;

    boolean isOfProcess() {
      return this == PROCESS || this == KEYS || this == PROCESS_END;
    }

    /** The operation that the step begins with. */
    PvmAtomicOperation operation() {
      return switch (this) {
        case PROCESS -> PvmAtomicOperation.PROCESS_START;
        case KEYS -> PvmAtomicOperation.FIRE_PROCESS_START;
        case ENTER, EXECUTE -> PvmAtomicOperation.ACTIVITY_EXECUTE;
        case LEAVE -> PvmAtomicOperation.ACTIVITY_LEAVE;
        case PROCESS_END -> PvmAtomicOperation.PROCESS_END;
        case TASK -> throw new IllegalStateException("A task's transition is no step of the execution");
      };
    }

    /** The step that begins with an operation; null for operations that cannot be performed again. */
    static Step of(CoreAtomicOperation<?> operation) {
      if (operation == PvmAtomicOperation.ACTIVITY_EXECUTE) {
        return EXECUTE;
      }
      if (operation == PvmAtomicOperation.ACTIVITY_LEAVE) {
        return LEAVE;
      }
      if (operation == PvmAtomicOperation.FIRE_PROCESS_START) {
        return KEYS;
      }
      if (operation == PvmAtomicOperation.PROCESS_END) {
        return PROCESS_END;
      }
      return operation == PvmAtomicOperation.PROCESS_START ? PROCESS : null;
    }

    @Override
    public String toCanonicalString() {
      return name();
    }
  }

  /** Leaves the execution waiting where it is, with an incident. */
  static void park(ExecutionEntity execution, Step step, IncidentException incident) {
    if (step != Step.KEYS) {
      execution.setActive(true);
    }
    MessageEntity job = new MessageEntity();
    job.setExecution(execution);
    job.setProcessDefinitionId(execution.getProcessDefinitionId());
    job.setProcessDefinitionKey(execution.getProcessDefinition().getKey());
    job.setDeploymentId(execution.getProcessDefinition().getDeploymentId());
    job.setActivityId(step.isOfProcess() ? execution.getProcessDefinition().getKey() : execution.getActivityId());
    job.setJobHandlerType(TYPE);
    job.setJobHandlerConfiguration(step);
    job.setTenantId(execution.getTenantId());
    job.setExceptionMessage(incident.typedMessage());
    job.insert();
    job.setRetries(0);
  }

  @Override
  public String getType() {
    return TYPE;
  }

  @Override
  public void execute(Step step, ExecutionEntity execution, CommandContext commandContext, String tenantId) {
    switch (step) {
      case ENTER -> {
        EventNames.reopen(execution);
        execution.executeIoMapping();
        if (execution.getActivity().isScope()) {
          execution.initializeTimerDeclarations();
        }
        execution.performOperation(PvmAtomicOperation.ACTIVITY_EXECUTE);
      }
      case EXECUTE, LEAVE, PROCESS_END -> execution.performOperation(step.operation());
      case TASK -> TaskListeners.again(execution);
      case KEYS -> {
        EventNames.reopen(execution);
        execution.initializeTimerDeclarations();
        VariableMapping.ofProcess(execution).ifPresent(mapping -> mapping.executeInputParameters(execution));
        Invocations.current().parkIfFailed(execution, step);
      }
      case PROCESS -> {
        EventNames.reopen(execution);
        execution.initializeTimerDeclarations();
        execution.performOperation(PvmAtomicOperation.PROCESS_START);
      }
    }
  }

  @Override
  public Step newConfiguration(String text) {
    return Step.valueOf(text);
  }

  /** Resolving an incident gives its job a retry: the job executor looks for it at once and not at its next round. */
  static class WakingIncidentHandler extends DefaultIncidentHandler {
    WakingIncidentHandler() {
      super(Incident.FAILED_JOB_HANDLER_TYPE);
    }

    @Override
    public void resolveIncident(IncidentContext context) {
      super.resolveIncident(context);
      var executor = Context.getProcessEngineConfiguration().getJobExecutor();
      if (executor.isActive()) {
        Context.getCommandContext().getTransactionContext()
            .addTransactionListener(TransactionState.COMMITTED, new MessageAddedNotification(executor));
      }
    }
  }
}
