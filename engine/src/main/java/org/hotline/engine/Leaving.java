package org.hotline.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.operaton.bpm.engine.impl.bpmn.behavior.NoneEndEventActivityBehavior;
import org.operaton.bpm.engine.impl.bpmn.behavior.TerminateEndEventActivityBehavior;
import org.operaton.bpm.engine.impl.core.variable.scope.AbstractVariableScope;
import org.operaton.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.operaton.bpm.engine.impl.pvm.process.ActivityImpl;

/** What Zeebe does when an element completes, before its outgoing flow is taken: output mappings and output collections. */
final class Leaving {

  private static final String COLLECTED = "_zeebe_out_";

  private Leaving() {}

  static void before(ExecutionEntity execution) {
    ActivityImpl activity = execution.getActivity();
    VariableMapping.of(activity).filter(mapping -> !mapping.outputs.isEmpty()).ifPresent(mapping -> mapping.applyOutputs(execution));
    Loop.of(activity).ifPresent(loop -> handOver(execution, loop));
    if (VariableMapping.isInner(activity)) {
      Loop.of(activity.getParentFlowScopeActivity()).ifPresent(loop -> collect(execution, loop));
    }
    AdHoc.beforeEnd(execution);
  }

  /** End events that complete as soon as they are executed, so that they are never left. */
  static boolean endsWhenExecuted(ActivityImpl activity) {
    return activity.getActivityBehavior() instanceof NoneEndEventActivityBehavior
        || activity.getActivityBehavior() instanceof TerminateEndEventActivityBehavior;
  }

  static void beforeEnd(ExecutionEntity execution) {
    VariableMapping.of(execution.getActivity()).filter(mapping -> !mapping.outputs.isEmpty())
        .ifPresent(mapping -> mapping.applyOutputs(execution));
  }

  /** The value goes to the instance's place, so that the input's order is kept; the condition is tried where it can still fail. */
  private static void collect(ExecutionEntity execution, Loop loop) {
    AbstractVariableScope body = Loop.body(execution);
    if (loop.outputCollection() != null) {
      int index = Loop.index(execution);
      List<Object> values = collected(body, loop);
      while (values.size() <= index) {
        values.add(null);
      }
      values.set(index, Feel.evaluate(execution, loop.outputElement(), Map.of()));
      body.setVariableLocal(COLLECTED + loop.outputCollection(), values);
    }
    if (loop.completionCondition() != null) {
      Map<String, Object> counts = new HashMap<>(Loop.counts(execution));
      counts.computeIfPresent(Loop.COMPLETED, (name, count) -> ((Number) count).longValue() + 1);
      counts.computeIfPresent(Loop.ACTIVE, (name, count) -> ((Number) count).longValue() - 1);
      Feel.isTrue(execution, loop.completionCondition(), counts);
    }
  }

  private static void handOver(ExecutionEntity body, Loop loop) {
    if (loop.outputCollection() != null) {
      List<Object> values = collected(body, loop);
      for (int missing = Loop.size(body) - values.size(); missing > 0; missing--) {
        values.add(null);
      }
      body.getParentVariableScope().setVariable(loop.outputCollection(), values);
    }
  }

  /** What was collected so far, as a list of its own. */
  static List<Object> collected(AbstractVariableScope body, Loop loop) {
    return body.getVariableLocal(COLLECTED + loop.outputCollection()) instanceof List<?> list ? new ArrayList<>(list) : new ArrayList<>();
  }
}
