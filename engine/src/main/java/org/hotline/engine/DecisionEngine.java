package org.hotline.engine;

import org.operaton.bpm.dmn.engine.DmnDecision;
import org.operaton.bpm.dmn.engine.DmnDecisionResult;
import org.operaton.bpm.dmn.engine.DmnEngine;
import org.operaton.bpm.dmn.engine.DmnEngineException;
import org.operaton.bpm.dmn.engine.delegate.DmnDecisionLogicEvaluationEvent;
import org.operaton.bpm.dmn.engine.impl.DefaultDmnDecisionContext;
import org.operaton.bpm.dmn.engine.impl.DefaultDmnEngine;
import org.operaton.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.operaton.bpm.dmn.engine.impl.evaluation.DmnDecisionLogicEvaluationHandler;
import org.operaton.bpm.engine.ProcessEngineException;
import org.operaton.bpm.engine.dmn.DecisionsEvaluationBuilder;
import org.operaton.bpm.engine.impl.DecisionServiceImpl;
import org.operaton.bpm.engine.impl.dmn.DecisionEvaluationBuilderImpl;
import org.operaton.bpm.engine.impl.interceptor.Command;
import org.operaton.bpm.engine.impl.interceptor.CommandExecutor;
import org.operaton.bpm.engine.variable.VariableMap;
import org.operaton.bpm.engine.variable.context.VariableContext;

/**
 * Decisions as Operaton evaluates them, but that a failure says in which of them it was (the one asked for, or one that it requires), and
 * that one knows the result of another that it requires by that one's name, in the shape that Zeebe gives it; Operaton would tell its
 * outputs by theirs.
 */
final class DecisionEngine extends DefaultDmnEngine {

  private DecisionEngine(Configuration configuration) {
    super(configuration);
  }

  @Override
  public DmnDecisionResult evaluateDecision(DmnDecision decision, VariableContext variables) {
    return new Evaluation(dmnEngineConfiguration).evaluateDecision(decision, variables);
  }

  /** The settings that make this engine. */
  static final class Configuration extends DefaultDmnEngineConfiguration {
    @Override
    public DmnEngine buildEngine() {
      init();
      return new DecisionEngine(this);
    }
  }

  private static final class Evaluation extends DefaultDmnDecisionContext {
    Evaluation(DefaultDmnEngineConfiguration configuration) {
      super(configuration);
    }

    @Override
    protected void addResultToVariableContext(DmnDecisionResult result, VariableMap variables, DmnDecision required) {
      variables.put(ZeebeDecisions.resultName(required), DecisionShape.of(required, result));
    }

    @Override
    protected DmnDecisionLogicEvaluationHandler getDecisionEvaluationHandler(DmnDecision decision) {
      DmnDecisionLogicEvaluationHandler handler = super.getDecisionEvaluationHandler(decision);
      return new DmnDecisionLogicEvaluationHandler() {
        @Override
        public DmnDecisionLogicEvaluationEvent evaluate(DmnDecision evaluated, VariableContext variables) {
          try {
            return handler.evaluate(evaluated, variables);
          } catch (RuntimeException failure) {
            throw new Failure(evaluated, failure);
          }
        }

        @Override
        public DmnDecisionResult generateDecisionResult(DmnDecisionLogicEvaluationEvent event) {
          try {
            return handler.generateDecisionResult(event);
          } catch (RuntimeException failure) {
            throw new Failure(event.getDecision(), failure);
          }
        }
      };
    }
  }

  /** Decisions by request: Operaton would say of a failure only that there was one. */
  static final class Service extends DecisionServiceImpl {
    @Override
    public DecisionsEvaluationBuilder evaluateDecisionById(String id) {
      return DecisionEvaluationBuilderImpl.evaluateDecisionById(new CommandExecutor() {
        @Override
        public <T> T execute(Command<T> command) {
          try {
            return commandExecutor.execute(command);
          } catch (ProcessEngineException wrapped) {
            if (wrapped.getCause() instanceof Failure failure) {
              throw new ProcessEngineException(failure.getMessage(), wrapped);
            }
            throw wrapped;
          }
        }
      }, id);
    }
  }

  /** The text is what the gateway reads (its decisions/evaluation.ts): the decision's id in brackets, then what went wrong. */
  private static final class Failure extends DmnEngineException {
    Failure(DmnDecision decision, RuntimeException failure) {
      super("[DECISION " + decision.getKey() + "] " + failure.getMessage(), failure);
    }
  }
}
