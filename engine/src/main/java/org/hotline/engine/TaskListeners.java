package org.hotline.engine;

import java.time.ZonedDateTime;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.operaton.bpm.engine.BadUserRequestException;
import org.operaton.bpm.engine.impl.TaskServiceImpl;
import org.operaton.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.operaton.bpm.engine.impl.persistence.entity.ExternalTaskEntity;
import org.operaton.bpm.engine.impl.persistence.entity.TaskEntity;
import org.operaton.bpm.engine.impl.util.EnsureUtil;
import org.operaton.bpm.engine.task.IdentityLink;

/**
 * Zeebe's task listeners: a change of a user task waits until a job for each has been done. What is to change is kept with the task,
 * in a hidden variable; the task's description, which Camunda 8 has no use for, says the state (the gateway's
 * operaton/task-transitions.ts begins transitions and reads both).
 */
final class TaskListeners {

  private static final String TRANSITION = "_zeebe_transition";
  private static final String RESULT = "_zeebe_result";
  private static final String EVENT = "event";
  private static final String CHANGES = "changes";
  private static final String CORRECTIONS = "corrections";
  private static final String ASSIGNEE = "assignee";
  private static final String VARIABLES = "variables";

  /** How each attribute is set; what is empty resets it. */
  private static final Map<String, BiConsumer<TaskEntity, Object>> ATTRIBUTES = Map.of(
      ASSIGNEE, (task, value) -> task.setAssignee(String.valueOf(value).isEmpty() ? null : String.valueOf(value)),
      "dueDate", (task, value) -> task.setDueDate(date(value)),
      "followUpDate", (task, value) -> task.setFollowUpDate(date(value)),
      "priority", (task, value) -> task.setPriority(((Number) value).intValue()),
      "candidateGroups", (task, value) -> candidates(task, value, IdentityLink::getGroupId, TaskEntity::addCandidateGroup,
          TaskEntity::deleteCandidateGroup),
      "candidateUsers", (task, value) -> candidates(task, value, IdentityLink::getUserId, TaskEntity::addCandidateUser,
          TaskEntity::deleteCandidateUser));

  private TaskListeners() {}

  /** The event that a new task begins with, or null when none is listened to. */
  static ListenerTask.Event first(ExecutionEntity execution, String assignee) {
    if (!listeners(execution, ListenerTask.Event.CREATING).isEmpty()) {
      return ListenerTask.Event.CREATING;
    }
    boolean assigns = assignee != null && !listeners(execution, ListenerTask.Event.ASSIGNING).isEmpty();
    return assigns ? ListenerTask.Event.ASSIGNING : null;
  }

  /** Begins a transition of a new task: it gets its assignee when the listeners are done. */
  static void create(TaskEntity task, ListenerTask.Event event, String assignee) {
    Map<String, Object> changes = assignee == null ? Map.of() : Map.of(ASSIGNEE, assignee);
    begin(task, transition(event, changes));
  }

  private static Map<String, Object> transition(ListenerTask.Event event, Map<String, Object> changes) {
    return new LinkedHashMap<>(Map.of(EVENT, event.name(), "action", "", CHANGES, changes));
  }

  private static List<Listeners.Listener> listeners(ExecutionEntity execution, ListenerTask.Event event) {
    return Listeners.of(execution.getActivity(), event);
  }

  private static void begin(TaskEntity task, Map<String, Object> transition) {
    task.setDescription((String) transition.get(EVENT));
    task.setVariableLocal(TRANSITION, transition);
    listen(task, transition, 0);
  }

  /** The job of the listener at a place; where there is no such place the change is made. */
  private static void listen(TaskEntity task, Map<String, Object> transition, int place) {
    ExecutionEntity execution = task.getExecution();
    ListenerTask.Event event = ListenerTask.Event.valueOf((String) transition.get(EVENT));
    List<Listeners.Listener> listeners = listeners(execution, event);
    if (place >= listeners.size()) {
      apply(task, event, transition);
      return;
    }
    try {
      ListenerTask.create(execution, execution.getActivity(), listeners.get(place), place);
    } catch (IncidentException failure) {
      RetryJob.park(execution, RetryJob.Step.TASK, failure);
    }
  }

  /** Goes through all listeners of the transition again, after one of them could not be told. */
  static void again(ExecutionEntity execution) {
    TaskEntity task = execution.getTasks().get(0);
    Map<String, Object> transition = pending(task);
    transition.remove(CORRECTIONS);
    begin(task, transition);
  }

  /** After a listener's job: corrections are seen by the next one; a denial leaves the task as it was. */
  static void goOn(ExternalTaskEntity job, Map<String, Object> given) {
    TaskEntity task = job.getExecution().getTasks().get(0);
    Map<String, Object> result = JsonText.read(given.get(RESULT));
    boolean denied = Boolean.TRUE.equals(result.get("denied"));
    // the log of a job that is done keeps no other message
    job.setErrorMessage(denied ? "[DENIED] " + String.valueOf(result.getOrDefault("deniedReason", "")) : null);
    ListenerTask.remove(job);
    if (denied) {
      end(task);
      return;
    }
    Map<String, Object> transition = pending(task);
    Map<String, Object> corrections = new LinkedHashMap<>(JsonText.map(transition.get(CORRECTIONS)));
    JsonText.map(result.get(CORRECTIONS)).forEach((name, value) -> {
      if (value != null && ATTRIBUTES.containsKey(name)) {
        corrections.put(name, value);
      }
    });
    transition.put(CORRECTIONS, corrections);
    task.setVariableLocal(TRANSITION, transition);
    listen(task, transition, ListenerTask.indexOf(job) + 1);
  }

  private static void apply(TaskEntity task, ListenerTask.Event event, Map<String, Object> transition) {
    Map<String, Object> changes = JsonText.map(transition.get(CHANGES));
    Map<String, Object> corrections = JsonText.map(transition.get(CORRECTIONS));
    end(task);
    if (event == ListenerTask.Event.CREATING) {
      set(task, corrections);
      if (!changes.isEmpty()) {
        begin(task, transition(ListenerTask.Event.ASSIGNING, changes));
      }
      return;
    }
    Map<String, Object> values = new LinkedHashMap<>(changes);
    values.putAll(corrections);
    set(task, values);
    Map<String, Object> variables = JsonText.map(FeelValues.json(transition.get(VARIABLES)));
    boolean mapped = VariableMapping.of(task.getExecution().getActivity()).filter(mapping -> !mapping.outputs.isEmpty()).isPresent();
    if (mapped || Boolean.TRUE.equals(transition.get("local"))) {
      task.setVariablesLocal(variables);
    } else {
      task.setVariables(variables);
    }
    if (event == ListenerTask.Event.COMPLETING) {
      task.complete();
    }
  }

  private static void end(TaskEntity task) {
    task.setDescription(null);
    task.removeVariableLocal(TRANSITION);
  }

  private static void set(TaskEntity task, Map<String, Object> values) {
    values.forEach((name, value) -> ATTRIBUTES.get(name).accept(task, value));
    task.triggerUpdateEvent();
  }

  private static Date date(Object text) {
    return String.valueOf(text).isEmpty() ? null : Date.from(ZonedDateTime.parse(String.valueOf(text)).toInstant());
  }

  private static void candidates(TaskEntity task, Object wanted, Function<IdentityLink, String> name,
      BiConsumer<TaskEntity, String> add, BiConsumer<TaskEntity, String> remove) {
    Set<String> missing = new TreeSet<>();
    ((List<?>) wanted).forEach(candidate -> missing.add(String.valueOf(candidate)));
    for (IdentityLink link : task.getCandidates()) {
      String known = name.apply(link);
      if (known != null && !missing.remove(known)) {
        remove.accept(task, known);
      }
    }
    missing.forEach(candidate -> add.accept(task, candidate));
  }

  private static Map<String, Object> pending(TaskEntity task) {
    return new LinkedHashMap<>(JsonText.map(task.getVariableLocal(TRANSITION)));
  }

  /** Tasks as the engine has them, but that a completion with a transition begins that. */
  static class Service extends TaskServiceImpl {
    @Override
    public void complete(String id, Map<String, Object> variables) {
      if (variables == null || !variables.containsKey(TRANSITION)) {
        super.complete(id, variables);
        return;
      }
      Map<String, Object> transition = JsonText.read(variables.get(TRANSITION));
      commandExecutor.execute(context -> {
        TaskEntity task = context.getTaskManager().findTaskById(id);
        EnsureUtil.ensureNotNull("Cannot find task with id " + id, "task", task);
        if (task.getDescription() != null) {
          throw new BadUserRequestException("The task is in state " + task.getDescription());
        }
        begin(task, transition);
        return null;
      });
    }
  }
}
