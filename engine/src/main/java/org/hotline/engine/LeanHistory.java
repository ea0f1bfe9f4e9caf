package org.hotline.engine;

import org.operaton.bpm.engine.impl.history.event.HistoricJobLogEvent;
import org.operaton.bpm.engine.impl.history.event.HistoricVariableUpdateEventEntity;
import org.operaton.bpm.engine.impl.history.event.HistoryEvent;
import org.operaton.bpm.engine.impl.history.handler.DbHistoryEventHandler;

/**
 * History as Camunda 8's API tells it: instances, elements, tasks, the last value of variables, incidents, decisions, jobs of workers. Two logs of
 * level full are not written, because nothing reads them and they are about a fifth of the rows (docs/scale.md): each value that a variable
 * ever had, and the engine's own asynchronous continuations and timers.
 */
public class LeanHistory extends DbHistoryEventHandler {

  @Override
  public void handleEvent(HistoryEvent event) {
    if (!(event instanceof HistoricJobLogEvent)) {
      super.handleEvent(event);
    }
  }

  @Override
  protected boolean shouldWriteHistoricDetail(HistoricVariableUpdateEventEntity event) {
    return false;
  }
}
