package org.hotline.engine;

import java.nio.charset.StandardCharsets;
import org.operaton.bpm.engine.impl.variable.serializer.DefaultVariableSerializers;
import org.operaton.bpm.engine.impl.variable.serializer.StringValueSerializer;
import org.operaton.bpm.engine.impl.variable.serializer.TypedValueSerializer;
import org.operaton.bpm.engine.impl.variable.serializer.ValueFields;
import org.operaton.bpm.engine.variable.Variables;
import org.operaton.bpm.engine.variable.value.StringValue;

/** Texts of any length: what has no room in the column TEXT_ stands beside the row, as bytes. Operaton fails over it. */
final class TextSerializer extends StringValueSerializer {

  /** The room of the column, in characters: what is longer is not found by its text, and so no correlation key. */
  static final int SHORT = 4000;

  /** Takes the place of Operaton's own. */
  static void replaceIn(DefaultVariableSerializers serializers) {
    TextSerializer texts = new TextSerializer();
    TypedValueSerializer<?> original = serializers.getSerializerByName(texts.getName());
    int place = serializers.getSerializerIndex(original);
    serializers.removeSerializer(original);
    serializers.addSerializer(texts, place);
  }

  @Override
  public void writeValue(StringValue value, ValueFields fields) {
    super.writeValue(value, fields);
    String text = value.getValue();
    boolean isLong = text != null && text.length() > SHORT;
    if (isLong) {
      fields.setTextValue(null);
    }
    fields.setByteArrayValue(isLong ? text.getBytes(StandardCharsets.UTF_8) : null);
  }

  @Override
  public StringValue readValue(ValueFields fields, boolean asTransient) {
    byte[] bytes = fields.getTextValue() == null ? fields.getByteArrayValue() : null;
    return bytes == null ? super.readValue(fields, asTransient)
        : Variables.stringValue(new String(bytes, StandardCharsets.UTF_8), asTransient);
  }
}
