package org.hotline.engine;

import org.operaton.bpm.engine.impl.context.Context;
import org.operaton.bpm.engine.impl.form.entity.OperatonFormDefinitionManager;
import org.operaton.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.operaton.bpm.engine.repository.OperatonFormDefinition;

/**
 * Whether the form is there that a user task asks for. The gateway keeps the forms; what it tells the engine of them stands in its
 * operaton/form-convention.ts.
 */
final class Forms {

  private static final String THERE = "zeebe-form/";

  private Forms() {}

  /** A form as the diagram names it. */
  record Reference(String id, String binding, String versionTag) {}

  /** Fails as Zeebe does where there is no such form. */
  static void check(ExecutionEntity execution, Reference form) {
    OperatonFormDefinitionManager forms = Context.getCommandContext().getOperatonFormDefinitionManager();
    String deploymentId = execution.getProcessDefinition().getDeploymentId();
    OperatonFormDefinition found = switch (form.binding) {
      case "deployment" -> forms.findDefinitionByDeploymentAndKey(deploymentId, "deployment:" + form.id);
      case "versionTag" -> forms.findLatestDefinitionByKey("tag:" + form.versionTag + ":" + form.id);
      default -> forms.findLatestDefinitionByKey("latest:" + form.id);
    };
    if (found == null || !found.getResourceName().startsWith(THERE)) {
      throw new IncidentException("FORM_NOT_FOUND", reason(form, deploymentId));
    }
  }

  private static String reason(Reference form, String deploymentId) {
    return switch (form.binding) {
      case "deployment" -> "Expected to use a form with id '" + form.id + "' with binding type 'deployment', but no such form found in the "
          + "deployment with key " + deploymentId + " which contained the current process. To resolve this incident, migrate the process "
          + "instance to a process definition that is deployed together with the intended form to use.";
      case "versionTag" -> "Expected to use a form with id '" + form.id + "' and version tag '" + form.versionTag + "', but no such form found. "
          + "To resolve the incident, deploy a form with the given id and version tag.";
      default -> "Expected to find a form with id '" + form.id + "', but no form with this id is found, at least a form with this id should be "
          + "available. To resolve the Incident please deploy a form with the same id";
    };
  }
}
