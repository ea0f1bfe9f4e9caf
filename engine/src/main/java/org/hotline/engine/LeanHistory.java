package org.hotline.engine;

import java.util.List;
import org.operaton.bpm.engine.impl.history.event.HistoricJobLogEvent;
import org.operaton.bpm.engine.impl.history.event.HistoricVariableUpdateEventEntity;
import org.operaton.bpm.engine.impl.history.event.HistoryEvent;
import org.operaton.bpm.engine.impl.history.handler.DbHistoryEventHandler;

/**
 * History as Camunda 8's API tells it: instances, elements, tasks, the last value of variables, incidents, decisions, jobs of workers. What nothing
 * reads is not written, more than a fifth of the rows of level full (docs/scale.md): each value that a variable ever had, the engine's own
 * asynchronous continuations and timers, and the dialect's bookkeeping while an instance runs (the keys that it waits by, the counts of its loops).
 */
public class LeanHistory extends DbHistoryEventHandler {

  /** Beginnings of the names of variables that are of use while their instance runs only (gateway/src/dialect/model.ts). */
  private static final List<String> BOOKKEEPING = List.of("_zeebe_key_", "_zeebe_nrOf", "_zeebe_loopCounter");

  @Override
  public void handleEvent(HistoryEvent event) {
    boolean isUnread = event instanceof HistoricJobLogEvent
        || event instanceof HistoricVariableUpdateEventEntity update && BOOKKEEPING.stream().anyMatch(update.getVariableName()::startsWith);
    if (!isUnread) {
      super.handleEvent(event);
    }
  }

  @Override
  protected boolean shouldWriteHistoricDetail(HistoricVariableUpdateEventEntity event) {
    return false;
  }
}
