package app.pizoo.switchboard.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What to measure.
 *
 * @param measures names of {@link #MEASURES}
 * @param rows pattern of the names of rows
 * @param servers pattern of the names of servers
 * @param rounds how often each load is repeated
 * @param history rows of history for each key
 * @param rate requests per second at a constant rate
 * @param starts how often each server is started
 * @param scale factor of the number of requests
 * @param output folder for the results
 */
record Options(
    Set<String> measures,
    Pattern rows,
    Pattern servers,
    int rounds,
    List<Integer> history,
    int rate,
    int starts,
    double scale,
    Path output) {

  private static final List<String> MEASURES =
      List.of("start", "rounds", "rate", "history", "growth");

  static final String USAGE =
      """
      Usage: bench/run [OPTION VALUE]...

      Compares the assembled product (distribution/target/switchboard) with references.

        --measure LIST   some of start,rounds,rate,history,growth (all)
        --rows REGEX     keys, token, incoming, status, start, check, start_500 (.*)
        --servers REGEX  sqlite, postgresql, fixed, cryptography, durable (.*)
        --rounds N       rounds of each row after the warm-up (3)
        --history LIST   rows of history for each key (1,100,10000)
        --rate N         status callbacks per second at a constant rate (1000)
        --starts N       starts of each server (10)
        --scale X        factor of the number of requests (1.0); 0.1 is for a first look
        --output FOLDER  where to write the results (bench/target/results)

      Exit status: 0, 1 if requests grew more expensive in the growth test, 2 for a wrong option.
      """;

  private static final Map<String, String> DEFAULTS =
      Map.of(
          "--measure", String.join(",", MEASURES),
          "--rows", ".*",
          "--servers", ".*",
          "--rounds", "3",
          "--history", "1,100,10000",
          "--rate", "1000",
          "--starts", "10",
          "--scale", "1",
          "--output", "bench/target/results");

  /**
   * Reads options.
   *
   * @throws IllegalArgumentException with a message for the user
   */
  static Options parse(String... words) {
    Map<String, String> values = new HashMap<>(DEFAULTS);
    for (int i = 0; i < words.length; i += 2) {
      if (!DEFAULTS.containsKey(words[i])) {
        throw new IllegalArgumentException("there is no option " + words[i]);
      }
      if (i + 1 == words.length) {
        throw new IllegalArgumentException(words[i] + " lacks a value");
      }
      values.put(words[i], words[i + 1]);
    }
    return new Options(
        read(values, "--measure", Options::measures),
        read(values, "--rows", Pattern::compile),
        read(values, "--servers", Pattern::compile),
        read(values, "--rounds", Options::positive),
        read(
            values,
            "--history",
            list -> Arrays.stream(list.split(",", -1)).map(Options::positive).toList()),
        read(values, "--rate", Options::positive),
        read(values, "--starts", Options::positive),
        read(values, "--scale", Options::scale),
        read(values, "--output", Path::of));
  }

  private static <T> T read(Map<String, String> values, String option, Function<String, T> parser) {
    try {
      return parser.apply(values.get(option));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(option + ": " + e.getMessage(), e);
    }
  }

  private static Set<String> measures(String value) {
    Set<String> names = new TreeSet<>(List.of(value.split(",", -1)));
    if (!MEASURES.containsAll(names)) {
      throw new IllegalArgumentException("names other than " + MEASURES);
    }
    return names;
  }

  private static int positive(String value) {
    int number = Integer.parseInt(value);
    if (number < 1) {
      throw new NumberFormatException(value + " is less than 1");
    }
    return number;
  }

  private static double scale(String value) {
    double number = Double.parseDouble(value);
    if (!(number > 0 && number <= 100)) {
      throw new NumberFormatException(value + " is not between 0 and 100");
    }
    return number;
  }

  boolean measures(Row row) {
    return rows.matcher(row.label()).matches();
  }

  boolean hasServer(String name) {
    return servers.matcher(name).matches();
  }

  /** A number of requests to this scale, at least as many as callers. */
  int scaled(int requests, int callers) {
    return Math.max(callers, (int) (requests * scale));
  }
}
