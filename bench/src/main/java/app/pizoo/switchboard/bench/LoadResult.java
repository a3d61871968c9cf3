package app.pizoo.switchboard.bench;

import java.util.Arrays;
import java.util.List;

/**
 * The result of a load.
 *
 * @param seconds how long it took
 * @param nanos the latency of each request, sorted
 * @param refused how many responses had another status than expected
 * @param failed how many requests had no response
 * @param firstFailure one of those, empty if there is none
 * @param bodies the body of each response, in the order of the requests
 */
record LoadResult(
    double seconds, long[] nanos, int refused, int failed, String firstFailure, String[] bodies) {

  /** Joins loads that ran one after the other; the bodies are left out. */
  static LoadResult join(List<LoadResult> parts) {
    return new LoadResult(
        parts.stream().mapToDouble(LoadResult::seconds).sum(),
        parts.stream().flatMapToLong(part -> Arrays.stream(part.nanos)).sorted().toArray(),
        parts.stream().mapToInt(LoadResult::refused).sum(),
        parts.stream().mapToInt(LoadResult::failed).sum(),
        parts.stream()
            .map(LoadResult::firstFailure)
            .filter(failure -> !failure.isEmpty())
            .findFirst()
            .orElse(""),
        new String[0]);
  }

  double perSecond() {
    return nanos.length / seconds;
  }

  /** A percentile of the latency in milliseconds. */
  double percentile(double share) {
    return nanos[(int) Math.min(nanos.length - 1L, (long) (nanos.length * share))] / 1e6;
  }
}
