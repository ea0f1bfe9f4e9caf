package org.hotline.engine;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.operaton.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.operaton.bpm.dmn.engine.impl.spi.transform.DmnTransformer;
import org.operaton.bpm.engine.ProcessEngine;
import org.operaton.bpm.engine.RepositoryService;
import org.operaton.bpm.engine.impl.bpmn.deployer.BpmnDeployer;
import org.operaton.bpm.engine.impl.calendar.CycleBusinessCalendar;
import org.operaton.bpm.engine.impl.calendar.MapBusinessCalendarManager;
import org.operaton.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.operaton.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.operaton.bpm.engine.impl.migration.validation.activity.SupportedActivityValidator;
import org.operaton.bpm.engine.impl.persistence.deploy.Deployer;
import org.operaton.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.operaton.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.operaton.bpm.engine.impl.util.ParseUtil;
import org.operaton.bpm.engine.impl.variable.serializer.DefaultVariableSerializers;
import org.operaton.bpm.engine.repository.DecisionDefinition;
import org.operaton.bpm.engine.repository.ProcessDefinition;
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
    configuration.setCustomJobHandlers(new ArrayList<>(List.of(new RetryJob())));
    configuration.setCustomEventHandlers(new ArrayList<>(List.of(new EventPayload.Message(), new EventPayload.Signal())));
    configuration.setCustomIncidentHandlers(new ArrayList<>(List.of(new RetryJob.WakingIncidentHandler(), new ListenerTask.Incidents())));
    configuration.setCustomPreCommandInterceptorsTxRequired(new ArrayList<>(List.of(new TooLong())));
    configuration.setCustomPreCommandInterceptorsTxRequiresNew(new ArrayList<>(List.of(new TooLong())));
    configuration.setCustomPostCommandInterceptorsTxRequired(new ArrayList<>(List.of(new Invocations.Interceptor(configuration))));
    configuration.setCustomPostCommandInterceptorsTxRequiresNew(new ArrayList<>(List.of(new Invocations.Interceptor(configuration))));
    configuration.setExternalTaskService(new ListenerTask.Service());
    configuration.setRuntimeService(new AdHoc.Service());
    configuration.setDecisionService(new DecisionEngine.Service());
    configuration.setTaskService(new TaskListeners.Service());
    configuration.setHistoryEventProducer(new ScopedHistory());
    configuration.setHistoryEventHandler(new LeanHistory());
    // Operaton migrates the behaviours that it knows by their exact class; ours keep their state as those do that they extend
    SupportedActivityValidator.SUPPORTED_ACTIVITY_BEHAVIORS.addAll(List.of(Behaviors.Job.class, Behaviors.Script.class,
        Behaviors.Decision.class, Behaviors.Call.class, Behaviors.ThrowError.class, Behaviors.ThrowEscalation.class,
        Behaviors.UserTask.class, AdHoc.class, Loop.Parallel.class, Loop.Sequential.class));
    DefaultDmnEngineConfiguration decisions = new DecisionEngine.Configuration();
    decisions.setFeelEngineFactory(DecisionFeel::new);
    configuration.setDmnEngineConfiguration(decisions);
    configuration.setCustomPreVariableSerializers(new ArrayList<>(List.of(new JsonValueSerializer())));
  }

  @Override
  public void postInit(ProcessEngineConfigurationImpl configuration) {
    for (Class<?> functions : List.of(Feel.class, FeelTimer.class)) {
      for (Method function : functions.getMethods()) {
        if (function.getName().startsWith("feel")) {
          configuration.getExpressionManager().addFunction(function.getName(), function);
        }
      }
    }
    TextSerializer.replaceIn((DefaultVariableSerializers) configuration.getVariableSerializers());
    ((MapBusinessCalendarManager) configuration.getBusinessCalendarManager()).addBusinessCalendar(CycleBusinessCalendar.NAME, new Cycles());
    DmnTransformer decisions = ((DefaultDmnEngineConfiguration) configuration.getDmnEngineConfiguration()).getTransformer();
    decisions.getTransformListeners().add(new ZeebeDecisions());
    ZeebeDecisions.SORTED.forEach(
        policy -> decisions.getHitPolicyHandlerRegistry().addHandler(policy, null, new SortedHitPolicy(policy)));
    AggregatedHits.replaceIn(decisions.getHitPolicyHandlerRegistry());
    decisions.setDataTypeTransformerRegistry(new UntypedDecisions());
    List<Deployer> deployers = new ArrayList<>(List.of(new DecisionCheck()));
    for (Deployer deployer : configuration.getDeployers()) {
      deployers.add(deployer instanceof BpmnDeployer bpmn ? new DigitKeys(bpmn, configuration) : deployer);
    }
    configuration.setDeployers(deployers);
    configuration.getDeploymentCache().setDeployers(deployers);
  }

  /**
   * What was deployed before, or under another setting, ends with the same time to live from now on: the engine notes it with
   * each definition when that is deployed.
   */
  @Override
  public void postProcessEngineBuild(ProcessEngine engine) {
    ProcessEngineConfigurationImpl configuration = (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
    Integer days = ParseUtil.parseHistoryTimeToLive(configuration.getHistoryTimeToLive());
    RepositoryService repository = engine.getRepositoryService();
    for (ProcessDefinition definition : repository.createProcessDefinitionQuery().list()) {
      if (!Objects.equals(days, definition.getHistoryTimeToLive())) {
        repository.updateProcessDefinitionHistoryTimeToLive(definition.getId(), days);
      }
    }
    for (DecisionDefinition definition : repository.createDecisionDefinitionQuery().list()) {
      if (!Objects.equals(days, definition.getHistoryTimeToLive())) {
        repository.updateDecisionDefinitionHistoryTimeToLive(definition.getId(), days);
      }
    }
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
