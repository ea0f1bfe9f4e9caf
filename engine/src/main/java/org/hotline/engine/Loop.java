package org.hotline.engine;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.operaton.bpm.engine.delegate.VariableScope;
import org.operaton.bpm.engine.impl.bpmn.behavior.MultiInstanceActivityBehavior;
import org.operaton.bpm.engine.impl.bpmn.behavior.ParallelMultiInstanceActivityBehavior;
import org.operaton.bpm.engine.impl.bpmn.behavior.SequentialMultiInstanceActivityBehavior;
import org.operaton.bpm.engine.impl.core.variable.scope.AbstractVariableScope;
import org.operaton.bpm.engine.impl.pvm.PvmActivity;
import org.operaton.bpm.engine.impl.pvm.delegate.ActivityExecution;
import org.operaton.bpm.engine.impl.pvm.process.ActivityImpl;

/**
 * A multi-instance as Zeebe has it: over a FEEL list, with loopCounter from 1, an output collection in the input's order and the
 * four numbers that only the completion condition sees. Operaton's own counters are kept under hidden names.
 */
record Loop(String inputCollection, String inputElement, String outputCollection, String outputElement, String completionCondition) {

  static final String COMPLETED = "numberOfCompletedInstances";
  static final String ACTIVE = "numberOfActiveInstances";
  private static final String PROPERTY = "zeebeLoop";
  private static final String HIDDEN = "_zeebe_";
  private static final String COUNTER = MultiInstanceActivityBehavior.LOOP_COUNTER;
  private static final String SIZE = HIDDEN + MultiInstanceActivityBehavior.NUMBER_OF_INSTANCES;

  /** Puts Zeebe's behaviour in the place of Operaton's. */
  void attachTo(ActivityImpl body) {
    body.setProperty(PROPERTY, this);
    body.setActivityBehavior(
        body.getActivityBehavior() instanceof SequentialMultiInstanceActivityBehavior ? new Sequential(this) : new Parallel(this));
  }

  static Optional<Loop> of(ActivityImpl body) {
    return Optional.ofNullable((Loop) body.getProperty(PROPERTY));
  }

  /** The scope of the multi-instance that an instance belongs to. */
  static AbstractVariableScope body(VariableScope instance) {
    AbstractVariableScope scope = (AbstractVariableScope) instance;
    while (!scope.hasVariableLocal(SIZE)) {
      scope = scope.getParentVariableScope();
    }
    return scope;
  }

  static int index(VariableScope instance) {
    return ((Number) instance.getVariable(HIDDEN + COUNTER)).intValue();
  }

  static int size(VariableScope body) {
    return body.getVariableLocal(SIZE) instanceof Number size ? size.intValue() : 0;
  }

  /** The numbers by Zeebe's names; an instance that is terminated ends the whole, so that their number is 0. */
  static Map<String, Object> counts(VariableScope instance) {
    AbstractVariableScope body = body(instance);
    Map<String, Object> counts = new LinkedHashMap<>();
    counts.put("numberOfInstances", body.getVariableLocal(SIZE));
    counts.put(ACTIVE, body.getVariableLocal(HIDDEN + MultiInstanceActivityBehavior.NUMBER_OF_ACTIVE_INSTANCES));
    counts.put(COMPLETED, body.getVariableLocal(HIDDEN + MultiInstanceActivityBehavior.NUMBER_OF_COMPLETED_INSTANCES));
    counts.put("numberOfTerminatedInstances", 0L);
    return counts;
  }

  private List<?> input(VariableScope scope) {
    Object value = Feel.evaluate(scope, inputCollection, Map.of());
    if (value instanceof List<?> list) {
      return list;
    }
    throw Feel.unexpected(inputCollection, "ARRAY", value);
  }

  private boolean isComplete(ActivityExecution execution) {
    if (completionCondition == null) {
      return false;
    }
    Map<String, Object> known = counts(execution);
    if (outputCollection != null) {
      known.put(outputCollection, Leaving.collected(body(execution), this));
    }
    return Feel.isTrue(execution, completionCondition, known);
  }

  /** An output element that is a variable is local to its instance, so that parallel instances do not overwrite it. */
  private void prepare(ActivityExecution execution) {
    if (outputElement != null && outputElement.matches("[A-Za-z_]\\w*(\\.\\w+)*")) {
      execution.setVariableLocal(outputElement.split("\\.")[0], null);
    }
  }

  private static void count(ActivityExecution execution, String name, Object value) {
    if (COUNTER.equals(name)) {
      execution.setVariableLocal(COUNTER, ((Number) value).longValue() + 1);
    }
  }

  private static String hidden(String name) {
    return COUNTER.equals(name) || name.startsWith("nrOf") ? HIDDEN + name : name;
  }

  static class Parallel extends ParallelMultiInstanceActivityBehavior {
    private final transient Loop loop;

    Parallel(Loop loop) {
      this.loop = loop;
    }

    @Override
    protected int resolveNrOfInstances(ActivityExecution execution) {
      return loop.input(execution).size();
    }

    @Override
    protected boolean usesCollection() {
      return true;
    }

    @Override
    protected Collection<?> evaluateCollection(ActivityExecution execution) {
      collectionElementVariable = loop.inputElement;
      return loop.inputElement == null ? null : loop.input(execution);
    }

    @Override
    protected boolean completionConditionSatisfied(ActivityExecution execution) {
      return loop.isComplete(execution);
    }

    @Override
    protected void performInstance(ActivityExecution execution, PvmActivity activity, int index, Collection<?> collection) {
      loop.prepare(execution);
      super.performInstance(execution, activity, index, collection);
    }

    @Override
    protected void setLoopVariable(ActivityExecution execution, String name, Object value) {
      super.setLoopVariable(execution, hidden(name), value);
      count(execution, name, value);
    }

    @Override
    protected Integer getLoopVariable(ActivityExecution execution, String name) {
      return super.getLoopVariable(execution, hidden(name));
    }

    @Override
    protected Integer getLocalLoopVariable(ActivityExecution execution, String name) {
      return super.getLocalLoopVariable(execution, hidden(name));
    }

    @Override
    public boolean hasLoopVariable(ActivityExecution execution, String name) {
      return super.hasLoopVariable(execution, hidden(name));
    }

    @Override
    public void removeLoopVariable(ActivityExecution execution, String name) {
      super.removeLoopVariable(execution, hidden(name));
    }
  }

  static class Sequential extends SequentialMultiInstanceActivityBehavior {
    private final transient Loop loop;

    Sequential(Loop loop) {
      this.loop = loop;
    }

    @Override
    protected int resolveNrOfInstances(ActivityExecution execution) {
      return loop.input(execution).size();
    }

    @Override
    protected boolean usesCollection() {
      return true;
    }

    @Override
    protected Collection<?> evaluateCollection(ActivityExecution execution) {
      collectionElementVariable = loop.inputElement;
      return loop.inputElement == null ? null : loop.input(execution);
    }

    @Override
    protected boolean completionConditionSatisfied(ActivityExecution execution) {
      return loop.isComplete(execution);
    }

    @Override
    protected void performInstance(ActivityExecution execution, PvmActivity activity, int index, Collection<?> collection) {
      loop.prepare(execution);
      super.performInstance(execution, activity, index, collection);
    }

    @Override
    protected void setLoopVariable(ActivityExecution execution, String name, Object value) {
      super.setLoopVariable(execution, hidden(name), value);
      count(execution, name, value);
    }

    @Override
    protected Integer getLoopVariable(ActivityExecution execution, String name) {
      return super.getLoopVariable(execution, hidden(name));
    }

    @Override
    protected Integer getLocalLoopVariable(ActivityExecution execution, String name) {
      return super.getLocalLoopVariable(execution, hidden(name));
    }

    @Override
    public boolean hasLoopVariable(ActivityExecution execution, String name) {
      return super.hasLoopVariable(execution, hidden(name));
    }

    @Override
    public void removeLoopVariable(ActivityExecution execution, String name) {
      super.removeLoopVariable(execution, hidden(name));
    }
  }
}
