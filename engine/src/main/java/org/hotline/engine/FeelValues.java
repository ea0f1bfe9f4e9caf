package org.hotline.engine;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.feel.syntaxtree.ValDayTimeDuration;
import org.camunda.feel.syntaxtree.ValYearMonthDuration;

/** FEEL's values as JSON has them and by the names that Zeebe gives their types. */
final class FeelValues {

  private FeelValues() {}

  static String typeOf(Object value) {
    if (value == null) {
      return "NULL";
    }
    if (value instanceof Number) {
      return "NUMBER";
    }
    if (value instanceof Boolean) {
      return "BOOLEAN";
    }
    if (value instanceof List) {
      return "ARRAY";
    }
    if (value instanceof Map) {
      return "OBJECT";
    }
    if (value instanceof Duration) {
      return "DURATION";
    }
    if (value instanceof Period) {
      return "PERIOD";
    }
    if (value instanceof ZonedDateTime || value instanceof LocalDateTime) {
      return "DATE_TIME";
    }
    return value instanceof LocalDate ? "DATE" : "STRING";
  }

  /** Whole numbers are longs, temporal values FEEL's own text. */
  static Object json(Object value) {
    if (value instanceof BigDecimal number) {
      return number.stripTrailingZeros().scale() <= 0 ? (Object) number.longValue() : (Object) number.doubleValue();
    }
    if (value instanceof Integer number) {
      return number.longValue();
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> copy = new LinkedHashMap<>();
      map.forEach((key, item) -> copy.put(String.valueOf(key), json(item)));
      return copy;
    }
    if (value instanceof List<?> list) {
      List<Object> copy = new ArrayList<>(list.size());
      list.forEach(item -> copy.add(json(item)));
      return copy;
    }
    return temporal(value);
  }

  private static Object temporal(Object value) {
    if (value instanceof ZonedDateTime time) {
      return time.getZone() instanceof ZoneOffset ? DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time)
          : DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time) + "@" + time.getZone().getId();
    }
    if (value instanceof LocalDateTime time) {
      return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time);
    }
    if (value instanceof LocalTime time) {
      return DateTimeFormatter.ISO_LOCAL_TIME.format(time);
    }
    if (value instanceof OffsetTime time) {
      return DateTimeFormatter.ISO_OFFSET_TIME.format(time);
    }
    if (value instanceof Duration duration) {
      return ValDayTimeDuration.format(duration);
    }
    if (value instanceof Period period) {
      return ValYearMonthDuration.format(period);
    }
    return value instanceof TemporalAccessor ? value.toString() : value;
  }
}
