package org.hotline.engine;

import java.util.ArrayList;
import java.util.List;
import org.operaton.bpm.engine.ProcessEngineException;
import org.operaton.bpm.engine.delegate.VariableScope;
import org.operaton.bpm.engine.impl.bpmn.deployer.BpmnDeployer;
import org.operaton.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.operaton.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.operaton.bpm.engine.impl.persistence.deploy.Deployer;
import org.operaton.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.operaton.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.springframework.stereotype.Component;

/** What Zeebe's dialect needs of the engine and Operaton does not have: JSON variables, FEEL everywhere, keys of digits. */
@Component
public class ZeebeDialectPlugin extends AbstractProcessEnginePlugin {

  @Override
  public void preInit(ProcessEngineConfigurationImpl configuration) {
    configuration.setIdBlockSize(1000);
    configuration.setEnforceHistoryTimeToLive(false);
    configuration.setEnableExceptionsAfterUnhandledBpmnError(true);
    configuration.setDefaultSerializationFormat("application/json");
    configuration.setCustomPostBPMNParseListeners(new ArrayList<>(List.of(new DialectParseListener())));
    configuration.setCustomPreVariableSerializers(new ArrayList<>(List.of(new JsonValueSerializer())));
  }

  @Override
  public void postInit(ProcessEngineConfigurationImpl configuration) {
    try {
      for (String function : List.of("feel", "feelTrue", "feelNames", "feelText")) {
        configuration.getExpressionManager().addFunction(function, Feel.class.getMethod(function, VariableScope.class, String.class));
      }
    } catch (NoSuchMethodException e) {
      throw new ProcessEngineException("FEEL functions are missing", e);
    }
    List<Deployer> deployers = new ArrayList<>();
    for (Deployer deployer : configuration.getDeployers()) {
      deployers.add(deployer instanceof BpmnDeployer bpmn ? new DigitKeys(bpmn, configuration) : deployer);
    }
    configuration.setDeployers(deployers);
    configuration.getDeploymentCache().setDeployers(deployers);
  }

  /** Process definition ids are the bare number of the id generator, because Camunda 8's keys are digits. */
  static class DigitKeys extends BpmnDeployer {
    DigitKeys(BpmnDeployer original, ProcessEngineConfigurationImpl configuration) {
      setExpressionManager(original.getExpressionManager());
      setBpmnParser(original.getBpmnParser());
      setIdGenerator(configuration.getIdGenerator());
    }

    @Override
    protected String generateDefinitionId(DeploymentEntity deployment, ProcessDefinitionEntity definition, ProcessDefinitionEntity latest) {
      return idGenerator.getNextId();
    }
  }
}
