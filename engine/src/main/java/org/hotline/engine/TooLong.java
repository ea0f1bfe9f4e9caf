package org.hotline.engine;

import java.sql.SQLException;
import org.operaton.bpm.engine.BadUserRequestException;
import org.operaton.bpm.engine.ProcessEngineException;
import org.operaton.bpm.engine.impl.interceptor.Command;
import org.operaton.bpm.engine.impl.interceptor.CommandInterceptor;

/**
 * A command with a value for which a column has no room (the name of a variable, an assignee, a correlation key) is the client's
 * mistake and not a fault of the engine. Nothing of it is done either way.
 */
final class TooLong extends CommandInterceptor {

  /** SQL's "string data, right truncation". */
  private static final String STATE = "22001";

  /** By which the gateway knows it (its common/problem-of.ts), whatever REST wraps it in. */
  private static final int CODE = 22_001;

  @Override
  public <T> T execute(Command<T> command) {
    try {
      return next.execute(command);
    } catch (ProcessEngineException failure) {
      if (isTooLong(failure)) {
        ProcessEngineException refusal =
            new BadUserRequestException("A name, key or user is longer than the engine has room for (255 characters)", failure);
        refusal.setCode(CODE);
        throw refusal;
      }
      throw failure;
    }
  }

  private static boolean isTooLong(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && STATE.equals(sql.getSQLState())) {
        return true;
      }
    }
    return false;
  }
}
