package org.hotline.engine;

import org.operaton.bpm.dmn.engine.impl.spi.type.DmnDataTypeTransformer;
import org.operaton.bpm.dmn.engine.impl.spi.type.DmnDataTypeTransformerRegistry;
import org.operaton.bpm.engine.variable.Variables;

/**
 * The types of a decision's inputs and outputs say nothing to Zeebe: a value stays what FEEL made of it. Operaton would turn it into
 * the type, a context into text for one.
 */
class UntypedDecisions implements DmnDataTypeTransformerRegistry {

  @Override
  public DmnDataTypeTransformer getTransformer(String typeName) {
    return Variables::untypedValue;
  }

  @Override
  public void addTransformer(String typeName, DmnDataTypeTransformer transformer) {
    // every type is left as it is
  }
}
