package org.hotline.engine;

import org.operaton.bpm.engine.ProcessEngineException;

/** What Camunda 8 answers with an incident at the element: the element stays where it is until the incident is resolved. */
public class IncidentException extends ProcessEngineException {

  private final String errorType;

  /** The error type is one of Camunda 8's (EXTRACT_VALUE_ERROR, IO_MAPPING_ERROR ...). */
  public IncidentException(String errorType, String message) {
    super(message);
    this.errorType = errorType;
  }

  public String errorType() {
    return errorType;
  }

  /** The text as ACT_RU_INCIDENT keeps it; the gateway's incident-convention.ts reads it. */
  public String typedMessage() {
    return "[" + errorType + "] " + getMessage();
  }

  /** The same failure under another type: a mapping that fails is an IO_MAPPING_ERROR whatever failed in it. */
  public IncidentException as(String otherType) {
    return new IncidentException(otherType, getMessage());
  }
}
