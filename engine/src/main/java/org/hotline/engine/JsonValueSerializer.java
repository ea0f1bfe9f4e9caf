package org.hotline.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.operaton.bpm.engine.impl.variable.serializer.AbstractObjectValueSerializer;

/** Lists and contexts as process variables, stored as JSON text under the format name that REST clients send. */
public class JsonValueSerializer extends AbstractObjectValueSerializer {

  private static final ObjectMapper JSON = new ObjectMapper();

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
