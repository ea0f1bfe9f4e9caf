package org.hotline.engine;

import java.util.List;
import java.util.Set;
import org.operaton.bpm.engine.impl.core.operation.CoreAtomicOperation;
import org.operaton.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.operaton.bpm.engine.impl.pvm.process.ActivityImpl;
import org.operaton.bpm.engine.impl.pvm.runtime.operation.PvmAtomicOperation;

/**
 * Runtime instructions of a process instance: it is terminated when an element that they name has ended. The gateway (its
 * process-instances/creation.ts) writes them into a hidden variable and says by the business key that there are some, so that no other
 * instance is asked for them.
 */
final class RuntimeInstructions {

  private static final String MARK = "_zeebe_runtime";
  private static final String TERMINATE_AFTER = "_zeebe_terminate_after";
  private static final String REASON = "Terminated by a runtime instruction";

  /** Steps in which executions end: they are let through, for the instance is to end as a whole. */
  private static final Set<CoreAtomicOperation<?>> ENDING = Set.of(PvmAtomicOperation.DELETE_CASCADE,
      PvmAtomicOperation.DELETE_CASCADE_FIRE_ACTIVITY_END, PvmAtomicOperation.FIRE_ACTIVITY_END);

  private RuntimeInstructions() {}

  /** The process instance that an ended element takes with it; null when there is none. */
  static ExecutionEntity endedBy(ExecutionEntity execution) {
    ActivityImpl activity = execution.getActivity();
    ExecutionEntity instance = execution.getProcessInstance();
    if (activity == null || instance == null || instance.isEnded() || !MARK.equals(instance.getBusinessKey())) {
      return null;
    }
    boolean named = instance.getVariableLocal(TERMINATE_AFTER) instanceof String text
        && JsonText.parse(text) instanceof List<?> elements && elements.contains(activity.getId());
    return named ? instance : null;
  }

  static boolean isGoingOn(CoreAtomicOperation<?> operation) {
    return !ENDING.contains(operation);
  }

  static void end(ExecutionEntity instance) {
    if (!instance.isEnded()) {
      instance.deleteCascade(REASON);
    }
  }
}
