package org.hotline.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.operaton.bpm.engine.impl.variable.serializer.AbstractObjectValueSerializer;
import org.operaton.bpm.engine.impl.variable.serializer.ValueFields;
import org.operaton.bpm.engine.variable.value.ObjectValue;

/**
 * Lists and contexts as process variables, stored as JSON text under the format name that REST clients send. What is short stands in
 * the variable's own row, as a text does: a row of bytes beside it, of the variable and of its history, and the reading of it, cost
 * more than all else about it.
 */
public class JsonValueSerializer extends AbstractObjectValueSerializer {

  private static final ObjectMapper JSON = new ObjectMapper();
  /** What fits into the column TEXT_ of all databases, whatever its characters. */
  private static final int SHORT_BYTES = 4000;

  public JsonValueSerializer() {
    super("application/json");
  }

  @Override
  public String getName() {
    return "hotline-json";
  }

  @Override
  protected String getTypeNameForDeserialized(Object value) {
    return value instanceof List ? List.class.getName() : Map.class.getName();
  }

  @Override
  protected void writeToValueFields(ObjectValue value, ValueFields fields, byte[] json) {
    boolean isLong = json != null && json.length > SHORT_BYTES;
    fields.setTextValue(json == null || isLong ? null : new String(json, StandardCharsets.UTF_8));
    fields.setByteArrayValue(isLong ? json : null);
    fields.setTextValue2(getObjectTypeName(value, fields));
  }

  @Override
  protected byte[] readSerializedValueFromFields(ValueFields fields) {
    String text = fields.getTextValue();
    return text == null ? fields.getByteArrayValue() : text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  protected byte[] serializeToByteArray(Object value) throws Exception {
    return JSON.writeValueAsBytes(value);
  }

  @Override
  protected Object deserializeFromByteArray(byte[] bytes, String typeName) throws Exception {
    return JSON.readValue(bytes, Object.class);
  }

  @Override
  protected boolean isSerializationTextBased() {
    return true;
  }

  @Override
  protected boolean canSerializeValue(Object value) {
    return value instanceof Map || value instanceof List;
  }
}
