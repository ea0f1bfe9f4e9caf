package org.hotline.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.operaton.bpm.engine.BadUserRequestException;

/** What the gateway says to the plug-in as JSON, in variables that are no variables. */
final class JsonText {

  private static final ObjectMapper JSON = new ObjectMapper();

  private JsonText() {}

  /** The object of a text; null is an empty one. */
  static Map<String, Object> read(Object text) {
    return map(parse(text));
  }

  static Object parse(Object text) {
    try {
      return text == null ? null : JSON.readValue(String.valueOf(text), Object.class);
    } catch (JsonProcessingException invalid) {
      throw new BadUserRequestException("What the gateway says is no JSON", invalid);
    }
  }

  /** A value as the object that it is, or an empty one. */
  @SuppressWarnings("unchecked")
  static Map<String, Object> map(Object value) {
    return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
  }
}
