package org.hotline.engine;

import static org.operaton.bpm.engine.impl.util.CallableElementUtil.getDecisionDefinitionToCall;
import static org.operaton.bpm.engine.impl.util.CallableElementUtil.getProcessDefinitionToCall;

import java.util.Map;
import java.util.stream.Stream;
import org.operaton.bpm.dmn.engine.DmnDecision;
import org.operaton.bpm.engine.ProcessEngineException;
import org.operaton.bpm.engine.delegate.Expression;
import org.operaton.bpm.engine.delegate.TaskListener;
import org.operaton.bpm.engine.delegate.VariableScope;
import org.operaton.bpm.engine.impl.bpmn.behavior.AbstractBpmnActivityBehavior;
import org.operaton.bpm.engine.impl.bpmn.behavior.CallActivityBehavior;
import org.operaton.bpm.engine.impl.bpmn.behavior.ErrorEndEventActivityBehavior;
import org.operaton.bpm.engine.impl.bpmn.behavior.ExternalTaskActivityBehavior;
import org.operaton.bpm.engine.impl.bpmn.behavior.ThrowEscalationEventActivityBehavior;
import org.operaton.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.operaton.bpm.engine.impl.bpmn.helper.BpmnExceptionHandler;
import org.operaton.bpm.engine.impl.bpmn.parser.Escalation;
import org.operaton.bpm.engine.impl.context.Context;
import org.operaton.bpm.engine.impl.core.model.BaseCallableElement;
import org.operaton.bpm.engine.impl.core.variable.scope.AbstractVariableScope;
import org.operaton.bpm.engine.impl.dmn.invocation.DecisionInvocation;
import org.operaton.bpm.engine.impl.dmn.invocation.VariableScopeContext;
import org.operaton.bpm.engine.impl.el.FixedValue;
import org.operaton.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.operaton.bpm.engine.impl.persistence.entity.ExternalTaskEntity;
import org.operaton.bpm.engine.impl.persistence.entity.TaskEntity;
import org.operaton.bpm.engine.impl.pvm.delegate.ActivityExecution;
import org.operaton.bpm.engine.impl.pvm.process.ProcessDefinitionImpl;
import org.operaton.bpm.engine.impl.task.TaskDefinition;
import org.operaton.bpm.engine.repository.DecisionDefinition;
import org.operaton.bpm.engine.variable.VariableMap;

/** What Zeebe's tasks do where Operaton's do otherwise; each replaces Operaton's own behaviour of the element. */
final class Behaviors {

  private static final String HIDDEN = "_zeebe_";

  private Behaviors() {}

  /** The result of a task: a local variable when output mappings choose what goes up, else where the variable is. */
  private static void result(ActivityExecution execution, String variable, Object value) {
    boolean mapped = VariableMapping.of(((ExecutionEntity) execution).getActivity()).filter(mapping -> !mapping.outputs.isEmpty()).isPresent();
    if (mapped) {
      execution.setVariableLocal(variable, value);
    } else {
      execution.setVariable(variable, value);
    }
  }

  /** A job: its type and its retries are FEEL. */
  static class Job extends ExternalTaskActivityBehavior {
    private final transient String type;
    private final transient String retries;

    Job(ExternalTaskActivityBehavior original, String type, String retries) {
      super(null, original.getPriorityValueProvider());
      this.type = type;
      this.retries = retries;
    }

    @Override
    public void execute(ActivityExecution execution) {
      String topic = Feel.string(execution, type);
      Integer left = retries == null ? null : Feel.integer(execution, retries);
      ExternalTaskEntity task = ExternalTaskEntity.createAndInsert((ExecutionEntity) execution, topic, 0);
      if (left != null) {
        task.setRetries(left);
      }
    }
  }

  /** zeebe:script. */
  static class Script extends AbstractBpmnActivityBehavior {
    private final transient String feel;
    private final transient String variable;

    Script(String feel, String variable) {
      this.feel = feel;
      this.variable = variable;
    }

    @Override
    public void execute(ActivityExecution execution) {
      result(execution, variable, Feel.evaluate(execution, feel, Map.of()));
      leave(execution);
    }
  }

  /** zeebe:calledDecision. */
  static class Decision extends AbstractBpmnActivityBehavior {
    private final transient BaseCallableElement called;
    private final transient String variable;

    Decision(BaseCallableElement called, String variable) {
      this.called = called;
      this.variable = variable;
    }

    @Override
    public void execute(ActivityExecution execution) {
      String id = called.getDefinitionKey((VariableScope) execution);
      DecisionDefinition definition = find((ExecutionEntity) execution, id);
      result(execution, variable, evaluate(definition, id, (AbstractVariableScope) execution));
      leave(execution);
    }

    private DecisionDefinition find(ExecutionEntity execution, String id) {
      try {
        return getDecisionDefinitionToCall(execution, execution.getProcessDefinitionTenantId(), called);
      } catch (ProcessEngineException missing) {
        throw new IncidentException("CALLED_DECISION_ERROR",
            "Expected to evaluate decision '" + id + "', but no decision found for id '" + id + "'");
      }
    }

    private static Object evaluate(DecisionDefinition definition, String id, AbstractVariableScope scope) {
      DecisionInvocation invocation = new DecisionInvocation(definition, VariableScopeContext.wrap(scope));
      try {
        Context.getProcessEngineConfiguration().getDelegateInterceptor().handleInvocation(invocation);
      } catch (Exception failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
          cause = cause.getCause();
        }
        throw new IncidentException("DECISION_EVALUATION_ERROR",
            "Expected to evaluate decision '" + id + "', but " + cause.getMessage());
      }
      return DecisionShape.of((DmnDecision) definition, invocation.getInvocationResult());
    }
  }

  /** An error end event whose code is FEEL. */
  static class ThrowError extends ErrorEndEventActivityBehavior {
    private final transient String feel;

    ThrowError(ErrorEndEventActivityBehavior original, String feel) {
      super(original.getErrorCode(), original.getErrorMessageExpression());
      this.feel = feel;
    }

    String code(VariableScope scope) {
      return Feel.string(scope, feel);
    }

    @Override
    public void execute(ActivityExecution execution) throws Exception {
      BpmnExceptionHandler.propagateError(code(execution), null, null, execution);
    }
  }

  /** An event that throws an escalation whose code is FEEL. */
  static class ThrowEscalation extends AbstractBpmnActivityBehavior {
    private final transient String feel;

    ThrowEscalation(String feel) {
      this.feel = feel;
    }

    @Override
    public void execute(ActivityExecution execution) throws Exception {
      Escalation escalation = new Escalation("");
      escalation.setEscalationCode(Feel.string(execution, feel));
      new ThrowEscalationEventActivityBehavior(escalation).execute(execution);
    }
  }

  /** A call activity: what is hidden stays here, and a process that is not there is an incident. */
  static class Call extends CallActivityBehavior {
    Call(CallActivityBehavior original) {
      setCallableElement(original.getCallableElement());
    }

    @Override
    protected void startInstance(ActivityExecution execution, VariableMap variables, String businessKey) {
      String id = getCallableElement().getDefinitionKey((VariableScope) execution);
      ProcessDefinitionImpl definition = find((ExecutionEntity) execution, id);
      if (definition.getInitial() == null || !"startEvent".equals(definition.getInitial().getProperty("type"))) {
        throw new IncidentException("CALLED_ELEMENT_ERROR",
            "Expected process with BPMN process id '" + id + "' to have a none start event, but not found.");
      }
      execution.createSubProcessInstance(definition, businessKey).start(variables);
    }

    private ProcessDefinitionImpl find(ExecutionEntity execution, String id) {
      try {
        return getProcessDefinitionToCall(execution, execution.getProcessDefinitionTenantId(), getCallableElement());
      } catch (ProcessEngineException missing) {
        throw new IncidentException("CALLED_ELEMENT_ERROR",
            "Expected process with BPMN process id '" + id + "' to be deployed, but not found.");
      }
    }

    @Override
    protected VariableMap getInputVariables(ActivityExecution execution) {
      return visible(super.getInputVariables(execution));
    }

    @Override
    protected VariableMap getOutputVariables(VariableScope called) {
      return visible(super.getOutputVariables(called));
    }

    @Override
    protected VariableMap getOutputVariablesLocal(VariableScope called) {
      return visible(super.getOutputVariablesLocal(called));
    }

    private static VariableMap visible(VariableMap variables) {
      if (variables != null) {
        variables.keySet().removeIf(name -> name.startsWith(HIDDEN));
      }
      return variables;
    }
  }

  /** A user task whose expressions are tried before the task is there, so that a failure leaves none behind. */
  static class UserTask extends UserTaskActivityBehavior {
    /** With task listeners the assignee comes after them: how it is told, kept from the engine. */
    private transient Expression assignee;
    private transient Forms.Reference form;

    UserTask(UserTaskActivityBehavior original) {
      super(original.getTaskDecorator());
    }

    void useForm(Forms.Reference reference) {
      form = reference;
    }

    void assignAfterListeners() {
      Expression told = getTaskDefinition().getAssigneeExpression();
      assignee = told == null ? new FixedValue(null) : told;
      getTaskDefinition().setAssigneeExpression(null);
    }

    /** What is sent with the completion is local to the task; output mappings read it from the element. */
    void keepResult() {
      getTaskDefinition().addBuiltInTaskListener(TaskListener.EVENTNAME_COMPLETE,
          task -> task.getExecution().setVariablesLocal(((TaskEntity) task).getVariablesLocalTyped(false)));
    }

    @Override
    public void performExecution(ActivityExecution execution) throws Exception {
      TaskDefinition task = getTaskDefinition();
      Stream.of(Stream.of(task.getAssigneeExpression(), task.getDueDateExpression(), task.getFollowUpDateExpression(),
              task.getPriorityExpression()), task.getCandidateGroupIdExpressions().stream(), task.getCandidateUserIdExpressions().stream())
          .flatMap(expressions -> expressions)
          .filter(expression -> expression != null && !expression.isLiteralText())
          .forEach(expression -> expression.getValue(execution));
      if (form != null) {
        Forms.check((ExecutionEntity) execution, form);
      }
      if (assignee == null) {
        super.performExecution(execution);
      } else {
        listen((ExecutionEntity) execution);
      }
    }

    /** As the engine's own, but that the state is told before the history hears of the task. */
    private void listen(ExecutionEntity execution) {
      String wanted = (String) assignee.getValue(execution);
      ListenerTask.Event event = TaskListeners.first(execution, wanted);
      TaskEntity created = new TaskEntity(execution);
      created.insert();
      taskDecorator.decorate(created, execution);
      if (event == null) {
        created.setAssignee(wanted);
      } else {
        created.setDescription(event.name());
      }
      created.transitionTo(TaskEntity.TaskState.STATE_CREATED);
      if (event != null) {
        TaskListeners.create(created, event, wanted);
      }
    }
  }
}
