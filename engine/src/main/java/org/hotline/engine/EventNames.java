package org.hotline.engine;

import java.util.ArrayList;
import java.util.List;
import org.operaton.bpm.engine.impl.event.EventType;
import org.operaton.bpm.engine.impl.persistence.entity.EventSubscriptionEntity;
import org.operaton.bpm.engine.impl.persistence.entity.ExecutionEntity;

/**
 * Names of messages and signals that are expressions. Operaton opens the subscriptions of a scope before its input mappings are
 * there; Zeebe evaluates the name after them, with the correlation key. So a subscription is opened under a name that nobody uses
 * and gets its own when the element has been entered.
 */
final class EventNames {

  private EventNames() {}

  /** Gives the subscriptions of an event, in the execution or a scope around it, the name that its expression has there. */
  static String evaluate(ExecutionEntity scope, String event, String feel) {
    String name = Feel.string(scope, feel);
    for (ExecutionEntity execution = scope; execution != null; execution = execution.getParent()) {
      for (EventSubscriptionEntity subscription : execution.getEventSubscriptions()) {
        if (event.equals(subscription.getActivityId())) {
          subscription.setEventName(name);
        }
      }
    }
    return name;
  }

  /**
   * Opens the subscriptions of an element anew that is entered again after an incident: they are usable from now on, and buffered
   * messages are offered to what has been opened since they came.
   */
  static void reopen(ExecutionEntity execution) {
    for (EventSubscriptionEntity old : new ArrayList<>(execution.getEventSubscriptions())) {
      for (EventType type : List.of(EventType.MESSAGE, EventType.SIGNAL)) {
        if (old.isSubscriptionForEventType(type)) {
          EventSubscriptionEntity.createAndInsert(execution, type, old.getActivity(), old.getConfiguration())
              .setEventName(old.getEventName());
          old.delete();
        }
      }
    }
  }
}
