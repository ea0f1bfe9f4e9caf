package org.hotline.engine;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.camunda.feel.syntaxtree.Val;
import org.camunda.feel.valuemapper.JavaCustomValueMapper;

/**
 * What one evaluation of FEEL may take: process owners write it, and one that does not come to an end would take a thread of the
 * engine, or its memory, from everybody. It is looked at whenever a variable is read and where {@link BoundedFeel} asks for it.
 */
final class FeelBudget {

  /** An expression takes milliseconds; a machine that is busy with much else is given time, too. */
  private static final long NANOSECONDS = 5_000_000_000L;
  /** What is allocated on the way, not what is kept. */
  private static final long BYTES = 1024L * 1024 * 1024;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final ThreadLocal<FeelBudget> CURRENT = new ThreadLocal<>();

  private final long end = System.nanoTime() + NANOSECONDS;
  private final long full = THREADS.getCurrentThreadAllocatedBytes() + BYTES;

  /** An evaluation that used up its budget. */
  static final class RanAway extends RuntimeException {
    RanAway() {
      super("it does not come to an end", null, false, false);
    }

    /** As FEEL quotes what was thrown within it. */
    @Override
    public String toString() {
      return getMessage();
    }
  }

  /** Does an evaluation within a budget of its own. Throws RanAway. */
  static <T> T within(Supplier<T> evaluation) {
    FeelBudget outer = CURRENT.get();
    CURRENT.set(new FeelBudget());
    try {
      return evaluation.get();
    } catch (StackOverflowError callsItself) {
      throw new RanAway();
    } finally {
      CURRENT.set(outer);
    }
  }

  /** Throws RanAway where this thread's evaluation has used up its budget. */
  static void check() {
    FeelBudget budget = CURRENT.get();
    if (budget != null && (System.nanoTime() - budget.end > 0 || THREADS.getCurrentThreadAllocatedBytes() > budget.full)) {
      throw new RanAway();
    }
  }

  /** Maps nothing: what reads a variable passes by here. */
  static final class Watch extends JavaCustomValueMapper {
    @Override
    public Optional<Val> toValue(Object value, Function<Object, Val> inner) {
      check();
      return Optional.empty();
    }

    @Override
    public Optional<Object> unpackValue(Val value, Function<Val, Object> inner) {
      return Optional.empty();
    }

    @Override
    public int priority() {
      return Integer.MAX_VALUE;
    }
  }
}
