package org.hotline.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.operaton.bpm.engine.BadUserRequestException;
import org.operaton.bpm.engine.impl.RuntimeServiceImpl;
import org.operaton.bpm.engine.impl.bpmn.behavior.SubProcessActivityBehavior;
import org.operaton.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.operaton.bpm.engine.impl.pvm.delegate.ActivityExecution;
import org.operaton.bpm.engine.impl.pvm.process.ActivityImpl;
import org.operaton.bpm.engine.impl.pvm.process.ScopeImpl;
import org.operaton.bpm.engine.impl.pvm.runtime.PvmExecutionImpl;
import org.operaton.bpm.engine.impl.util.EnsureUtil;

/**
 * Zeebe's ad-hoc sub-process: each element that is activated in it begins a path of its own, in a concurrent execution with its own
 * variables. At the end of each path the completion condition is asked; without one the end of the last path is the end.
 */
class AdHoc extends SubProcessActivityBehavior {

  private static final String ACTIVATION = "_zeebe_activate";
  private static final String ELEMENTS = "adHocSubProcessElements";

  /** FEEL texts, null where the diagram has none; what can be activated, as its variable shows it. */
  record Shape(String activeElements, String condition, boolean cancelsRemaining, String outputCollection, String outputElement,
      List<Map<String, Object>> elements) {
    private List<String> ids() {
      return elements.stream().map(element -> String.valueOf(element.get("elementId"))).toList();
    }
  }

  private final transient Shape shape;

  AdHoc(Shape shape) {
    this.shape = shape;
  }

  @Override
  public void execute(ActivityExecution execution) {
    ExecutionEntity scope = (ExecutionEntity) execution;
    List<String> wanted = wanted(scope);
    scope.setVariableLocal(ELEMENTS, shape.elements);
    if (shape.outputCollection != null) {
      scope.setVariableLocal(shape.outputCollection, new ArrayList<>());
    }
    Map<String, Map<String, Object>> activations = new LinkedHashMap<>();
    wanted.forEach(id -> activations.put(id, Map.of()));
    activate(scope, scope.getActivity(), activations);
  }

  private List<String> wanted(ExecutionEntity scope) {
    if (shape.activeElements == null) {
      return List.of();
    }
    Object value = Feel.evaluate(scope, shape.activeElements, Map.of());
    if (!(value instanceof List<?> list) || !list.stream().allMatch(String.class::isInstance)) {
      throw Feel.unexpected(shape.activeElements, "ARRAY' of 'STRING", value);
    }
    List<String> wanted = list.stream().map(String::valueOf).distinct().toList();
    List<String> unknown = wanted.stream().filter(id -> !shape.ids().contains(id)).toList();
    if (!unknown.isEmpty()) {
      throw new IncidentException("EXTRACT_VALUE_ERROR", "Failed to activate ad-hoc elements. No BPMN elements found with ids: "
          + String.join(", ", unknown.stream().map(id -> "'" + id + "'").toList()) + ".");
    }
    return wanted;
  }

  /** Begins a path at each of the elements; with none the sub-process waits as it is. */
  private void activate(ExecutionEntity scope, ActivityImpl adHoc, Map<String, Map<String, Object>> activations) {
    List<Runnable> begins = new ArrayList<>();
    activations.forEach((id, variables) -> {
      ExecutionEntity path = scope.createExecution();
      path.setConcurrent(true);
      path.setScope(false);
      begins.add(() -> {
        if (shape.outputElement != null && shape.outputElement.matches("[A-Za-z_]\\w*(\\.\\w+)*")) {
          path.setVariableLocal(shape.outputElement.split("\\.")[0], null);
        }
        path.setVariablesLocal(variables);
        path.executeActivity(adHoc.findActivity(id));
      });
    });
    if (!begins.isEmpty()) {
      scope.forceUpdate();
      scope.setActivity(null);
      scope.inactivate();
      // what is performed first is what was asked for last
      Collections.reverse(begins);
      begins.forEach(Runnable::run);
    }
  }

  /** The end of a path is tried before its last element is left, where a failure can still be an incident. */
  static void beforeEnd(ExecutionEntity execution) {
    ScopeImpl around = execution.getActivity() == null ? null : execution.getActivity().getFlowScope();
    if (around instanceof ActivityImpl activity && activity.getActivityBehavior() instanceof AdHoc adHoc
        && execution.getActivity().getOutgoingTransitions().isEmpty()) {
      if (adHoc.shape.outputElement != null) {
        Feel.evaluate(execution, adHoc.shape.outputElement, Map.of());
      }
      if (adHoc.shape.condition != null) {
        Feel.isTrue(execution, adHoc.shape.condition, Map.of());
      }
    }
  }

  @Override
  public void concurrentChildExecutionEnded(ActivityExecution scopeExecution, ActivityExecution endedExecution) {
    ExecutionEntity scope = (ExecutionEntity) scopeExecution;
    ActivityImpl adHoc = (ActivityImpl) endedExecution.getActivity().getFlowScope();
    collect(scope, (ExecutionEntity) endedExecution);
    endedExecution.remove();
    scope.forceUpdate();
    boolean fulfilled = shape.condition != null && Feel.isTrue(scope, shape.condition, Map.of());
    List<? extends PvmExecutionImpl> others = new ArrayList<>(scope.getNonEventScopeExecutions());
    if (fulfilled && shape.cancelsRemaining) {
      others.forEach(other -> other.deleteCascade("Ad-hoc sub-process completed"));
      others = List.of();
    }
    if (others.isEmpty()) {
      scope.setActivity(adHoc);
      scope.setActive(true);
      if (fulfilled || shape.condition == null) {
        finish(scope);
      }
    }
  }

  /** The last path, when the engine has joined it with the scope. */
  @Override
  public void complete(ActivityExecution scopeExecution) {
    ExecutionEntity scope = (ExecutionEntity) scopeExecution;
    collect(scope, scope);
    if (shape.condition == null || Feel.isTrue(scope, shape.condition, Map.of())) {
      finish(scope);
    }
  }

  private void collect(ExecutionEntity scope, ExecutionEntity ended) {
    if (shape.outputCollection != null) {
      List<Object> values = scope.getVariableLocal(shape.outputCollection) instanceof List<?> list ? new ArrayList<>(list) : new ArrayList<>();
      values.add(Feel.evaluate(ended, shape.outputElement, Map.of()));
      scope.setVariableLocal(shape.outputCollection, values);
    }
  }

  private void finish(ExecutionEntity scope) {
    if (shape.outputCollection != null) {
      scope.getParentVariableScope().setVariable(shape.outputCollection, scope.getVariableLocal(shape.outputCollection));
    }
    leave(scope);
  }

  /** Executions as the engine has them, but that a signal with an activation begins paths in an ad-hoc sub-process. */
  static class Service extends RuntimeServiceImpl {
    @Override
    public void signal(String executionId, Map<String, Object> variables) {
      if (variables == null || !variables.containsKey(ACTIVATION)) {
        super.signal(executionId, variables);
        return;
      }
      Map<String, Object> activation = JsonText.read(variables.get(ACTIVATION));
      commandExecutor.execute(context -> {
        ExecutionEntity scope = context.getExecutionManager().findExecutionById(executionId);
        EnsureUtil.ensureNotNull("Cannot find execution with id " + executionId, "execution", scope);
        ActivityImpl activity = scope.getProcessDefinition().findActivity(String.valueOf(activation.get("adHoc")));
        if (activity == null || !(activity.getActivityBehavior() instanceof AdHoc adHoc)) {
          throw new BadUserRequestException("The execution is none of an ad-hoc sub-process");
        }
        if (Boolean.TRUE.equals(activation.get("cancelRemainingInstances"))) {
          new ArrayList<>(scope.getNonEventScopeExecutions()).forEach(path -> path.deleteCascade("Ad-hoc activities were cancelled"));
          scope.setActivity(activity);
        }
        Map<String, Map<String, Object>> activations = new LinkedHashMap<>();
        for (Object element : (List<?>) activation.get("elements")) {
          Map<String, Object> values = JsonText.map(element);
          activations.put(String.valueOf(values.get("elementId")), JsonText.map(FeelValues.json(values.get("variables"))));
        }
        adHoc.activate(scope, activity, activations);
        return null;
      });
    }
  }
}
