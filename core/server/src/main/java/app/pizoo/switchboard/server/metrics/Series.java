package app.pizoo.switchboard.server.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/** The values of one metric for one combination of label values. */
sealed interface Series {

  void write(StringBuilder out, String name, List<String> labels);

  private static void line(StringBuilder out, String name, List<String> labels, String value) {
    out.append(name);
    if (!labels.isEmpty()) {
      out.append('{').append(String.join(",", labels)).append('}');
    }
    out.append(' ').append(value).append('\n');
  }

  /** A counter. */
  record Count(LongAdder sum) implements Series {
    Count() {
      this(new LongAdder());
    }

    void add() {
      sum.increment();
    }

    @Override
    public void write(StringBuilder out, String name, List<String> labels) {
      line(out, name, labels, Long.toString(sum.sum()));
    }
  }

  /** A counter that is kept elsewhere. */
  record Observed(LongSupplier count) implements Series {
    @Override
    public void write(StringBuilder out, String name, List<String> labels) {
      line(out, name, labels, Long.toString(count.getAsLong()));
    }
  }

  /** A gauge that gets its value when it is read. */
  record Asked(DoubleSupplier value) implements Series {
    @Override
    public void write(StringBuilder out, String name, List<String> labels) {
      line(out, name, labels, Double.toString(read()));
    }

    /** A gauge is foreign code: if it fails, the other metrics are still written. */
    private double read() {
      try {
        return value.getAsDouble();
      } catch (OutOfMemoryError e) {
        throw e;
      } catch (RuntimeException | Error e) {
        return Double.NaN;
      }
    }
  }

  /** A histogram of durations. */
  record Durations(LongAdder[] buckets, LongAdder nanoseconds) implements Series {
    /** Upper bounds in seconds. */
    private static final double[] BOUNDS = {
      0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10
    };

    Durations() {
      this(new LongAdder[BOUNDS.length + 1], new LongAdder());
      for (int i = 0; i < buckets.length; i++) {
        buckets[i] = new LongAdder();
      }
    }

    void record(long elapsed) {
      double seconds = elapsed / 1e9;
      int i = 0;
      while (i < BOUNDS.length && seconds > BOUNDS[i]) {
        i++;
      }
      buckets[i].increment();
      nanoseconds.add(elapsed);
    }

    @Override
    public void write(StringBuilder out, String name, List<String> labels) {
      long count = 0;
      for (int i = 0; i < buckets.length; i++) {
        count += buckets[i].sum();
        List<String> bounded = new ArrayList<>(labels);
        bounded.add("le=\"" + (i < BOUNDS.length ? Double.toString(BOUNDS[i]) : "+Inf") + '"');
        line(out, name + "_bucket", bounded, Long.toString(count));
      }
      line(out, name + "_sum", labels, Double.toString(nanoseconds.sum() / 1e9));
      line(out, name + "_count", labels, Long.toString(count));
    }
  }
}
