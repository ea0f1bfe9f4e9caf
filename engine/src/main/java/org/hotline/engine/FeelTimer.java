package org.hotline.engine;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAmount;
import java.util.Date;
import java.util.Map;
import java.util.function.Supplier;
import org.operaton.bpm.engine.ProcessEngineException;
import org.operaton.bpm.engine.delegate.VariableScope;
import org.operaton.bpm.engine.impl.calendar.CycleBusinessCalendar;
import org.operaton.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.operaton.bpm.engine.impl.util.ClockUtil;

/**
 * JUEL functions for timers and for the dates of user tasks. A timer that cannot be told becomes the incident of the element that
 * is being entered; without an element (a timer start event at its deployment) it fails the command.
 */
public final class FeelTimer {

  /** Stands in for the date of a timer that is removed again before it could fire. */
  private static final Date NEVER = Date.from(Instant.parse("9999-01-01T00:00:00Z"));

  private FeelTimer() {}

  /** A point in time, from a date and time or its text. */
  public static Date feelDate(VariableScope scope, String text) {
    return entering(scope, () -> date(Feel.run(scope, text, Map.of())), NEVER);
  }

  /** The due or follow-up date of a user task: null is none. */
  public static Date feelDue(VariableScope scope, String text) {
    Feel.Result result = Feel.run(scope, text, Map.of());
    return result.value() == null ? null : date(result);
  }

  /** A duration from now, from a duration or its text. */
  public static Date feelDuration(VariableScope scope, String text) {
    return entering(scope, () -> Date.from(now().plus(duration(Feel.run(scope, text, Map.of()))).toInstant()), NEVER);
  }

  /** A repetition: ISO 8601 ('R3/PT1H') or a cron expression. */
  public static String feelCycle(VariableScope scope, String text) {
    return entering(scope, () -> cycle(Feel.run(scope, text, Map.of())), "R1/P2000Y");
  }

  private static <T> T entering(VariableScope scope, Supplier<T> value, T placeholder) {
    try {
      return value.get();
    } catch (IncidentException failure) {
      if (!(scope instanceof ExecutionEntity execution)) {
        throw failure;
      }
      if (!Listeners.comesBefore(execution)) {
        Invocations.current().failed(execution, failure);
      }
      return placeholder;
    }
  }

  private static ZonedDateTime now() {
    return ZonedDateTime.ofInstant(ClockUtil.getCurrentTime().toInstant(), ZoneId.systemDefault());
  }

  private static Date date(Feel.Result result) {
    Object value = result.value();
    if (value instanceof ZonedDateTime time) {
      return Date.from(time.toInstant());
    }
    if (value instanceof LocalDateTime time) {
      return Date.from(time.atZone(ZoneId.systemDefault()).toInstant());
    }
    if (value instanceof String string) {
      try {
        return Date.from(ZonedDateTime.parse(string.replaceFirst("@([\\w/+-]+)$", "[$1]")).toInstant());
      } catch (DateTimeException invalid) {
        throw invalid("date-time", string, result);
      }
    }
    throw result.unexpected("one of '[DATE_TIME, STRING]'");
  }

  private static TemporalAmount duration(Feel.Result result) {
    Object value = result.value();
    if (value instanceof Duration || value instanceof Period) {
      return (TemporalAmount) value;
    }
    if (value instanceof String string) {
      try {
        return string.contains("T") || !string.matches("P.*[YMW].*") ? Duration.parse(string) : Period.parse(string);
      } catch (DateTimeException invalid) {
        throw invalid("duration", string, result);
      }
    }
    throw result.unexpected("one of '[DURATION, PERIOD, STRING]'");
  }

  private static String cycle(Feel.Result result) {
    if (!(result.value() instanceof String string)) {
      throw result.unexpected("'STRING'");
    }
    try {
      new CycleBusinessCalendar().resolveDuedate(string);
      return string;
    } catch (ProcessEngineException invalid) {
      throw invalid("timer cycle", string, result);
    }
  }

  private static IncidentException invalid(String what, String value, Feel.Result result) {
    return new IncidentException("EXTRACT_VALUE_ERROR",
        "Invalid " + what + " format '" + value + "' for expression '" + result.text() + "'");
  }
}
