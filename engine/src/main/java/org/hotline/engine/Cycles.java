package org.hotline.engine;

import java.util.Date;
import org.operaton.bpm.engine.ProcessEngineException;
import org.operaton.bpm.engine.impl.calendar.CycleBusinessCalendar;
import org.operaton.bpm.engine.impl.calendar.DurationHelper;
import org.operaton.bpm.engine.impl.context.Context;
import org.operaton.bpm.engine.impl.jobexecutor.JobExecutorContext;
import org.operaton.bpm.engine.impl.persistence.entity.TimerEntity;

/**
 * When a timer with a cycle is due next. Zeebe counts a repetition ('R3/PT1H') from the one before, so that those that fell while the
 * engine stood still come one after the other; Operaton counts from now and leaves them out.
 */
class Cycles extends CycleBusinessCalendar {

  @Override
  public Date resolveDuedate(String cycle, Date from) {
    return super.resolveDuedate(cycle, from, 0L);
  }

  /** Asked by a timer that fires. */
  @Override
  public Date resolveDuedate(String cycle, Date from, long offset) {
    JobExecutorContext jobs = Context.getJobExecutorContext();
    boolean fires = jobs != null && jobs.getCurrentJob() instanceof TimerEntity timer && cycle.equals(timer.getRepeat());
    if (from != null || !fires || !cycle.startsWith("R")) {
      return super.resolveDuedate(cycle, from, offset);
    }
    try {
      DurationHelper repetitions = new DurationHelper(cycle);
      repetitions.setRepeatOffset(offset);
      return repetitions.getDateAfter(new Date(jobs.getCurrentJob().getDuedate().getTime() + 1));
    } catch (Exception invalid) {
      throw new ProcessEngineException("The cycle '" + cycle + "' cannot be read", invalid);
    }
  }
}
