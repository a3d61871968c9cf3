package app.pizoo.switchboard.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.testing.Installation;
import app.pizoo.switchboard.testing.RunningServer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages in {@code docs/reference} say what the product does. */
class ReferenceIT {
  private static final Path PAGES = Path.of("../docs/reference");
  private static final Path EXAMPLE = Path.of("src/main/archive/etc/switchboard.env.example");
  private static final boolean WRITE = "write".equals(System.getProperty("switchboard.docs"));
  private static final String REWRITE = "-Dswitchboard.docs=write rewrites %s";
  private static final Pattern GENERATED =
      Pattern.compile("<!-- generated -->\n(.*)<!-- /generated -->\n", Pattern.DOTALL);

  /** A series of Prometheus text that has labels: its name and the labels. */
  private static final Pattern SERIES = Pattern.compile("(?m)^([a-z_]+)\\{([^}]+)}");

  @TempDir Path folder;

  private Installation product() {
    return Installation.in(folder.resolve("product"));
  }

  /** Compares the generated part of a page, or writes it if {@code -Dswitchboard.docs=write}. */
  private static void compare(String name, String expected) throws Exception {
    Path page = PAGES.resolve(name);
    String text = Files.readString(page);
    Matcher part = GENERATED.matcher(text);
    assertThat(part.find()).as("%s has a generated part", name).isTrue();
    if (WRITE) {
      Files.writeString(
          page, text.substring(0, part.start(1)) + expected + text.substring(part.end(1)));
    } else {
      assertThat(part.group(1)).as(REWRITE, name).isEqualTo(expected);
    }
  }

  /** The rows of a page's tables: name in quotes, then that many columns of the others. */
  private static List<String> rows(String page, int columns) throws Exception {
    return Files.readAllLines(PAGES.resolve(page)).stream()
        .filter(line -> line.startsWith("| `"))
        .map(line -> Arrays.stream(line.split("\\|")).map(String::strip).toList())
        .map(cells -> String.join(" | ", cells.subList(1, columns + 1)).replace("`", ""))
        .toList();
  }

  @Test
  void settings_are_those_of_the_product() throws Exception {
    Installation.Result printed = product().run("config", "--markdown");
    assertThat(printed.exit()).isZero();
    compare("settings.md", printed.out().strip() + "\n");
  }

  @Test
  void the_example_of_the_settings_file_explains_every_setting() throws Exception {
    String tables = product().run("config", "--markdown").out();
    String expected = SettingsExample.of(tables);
    assertThat(expected.lines().filter(line -> line.matches("#[A-Z_]+=.*"))).hasSizeGreaterThan(30);
    if (WRITE) {
      Files.writeString(EXAMPLE, expected);
    }
    assertThat(Files.readString(EXAMPLE)).as(REWRITE, EXAMPLE).isEqualTo(expected);
  }

  @Test
  void commands_are_those_of_the_help() throws Exception {
    Installation product = product();
    String overview = product.run("help").out();
    List<String> names =
        Pattern.compile("(?m)^  (\\S+) ")
            .matcher(overview)
            .results()
            .map(command -> command.group(1))
            .toList();
    assertThat(names).contains("dev", "serve", "help", "box");
    StringBuilder page = new StringBuilder("```\n" + overview.strip() + "\n```\n");
    for (String name : names) {
      Installation.Result help = product.run("help", name);
      assertThat(help.exit()).as(name).isZero();
      page.append("\n## ").append(name).append("\n```\n");
      page.append(help.out().strip()).append("\n```\n");
    }
    compare("commands.md", page.toString());
  }

  @Test
  void errors_are_those_of_the_product_with_status_title_and_owner() throws Exception {
    Installation.Result printed = product().run("errors");
    assertThat(printed.exit()).as(printed.err()).isZero();
    List<String> codes =
        printed
            .out()
            .lines()
            .skip(1)
            .map(line -> String.join(" | ", line.strip().split(" {2,}")))
            .toList();
    assertThat(codes).hasSizeGreaterThan(20);
    assertThat(rows("errors.md", 4)).containsExactlyInAnyOrderElementsOf(codes);
  }

  @Test
  void limits_are_those_of_the_product_with_their_defaults() throws Exception {
    Installation.Result printed = product().run("limits");
    assertThat(printed.exit()).as(printed.err()).isZero();
    List<String> limits =
        printed
            .out()
            .lines()
            .skip(1)
            .map(line -> String.join(" | ", line.strip().split(" {2,}")))
            .toList();
    assertThat(limits).hasSizeGreaterThan(30);
    assertThat(rows("limits.md", 3)).containsExactlyInAnyOrderElementsOf(limits);
  }

  @Test
  void metrics_are_those_of_production() throws Exception {
    try (RunningServer server = product().forProduction().start("serve")) {
      compareMetrics(server);
      assertThat(server.stop()).isZero();
    }
  }

  @Test
  void metrics_are_those_of_development_with_their_labels() throws Exception {
    try (RunningServer server = product().start("dev")) {
      String token = server.token("backend", "--scope", "sms:send");
      String recipient = "\"+12025550123\"";
      server.post(
          "/api/twilio/sms/send",
          "{\"to\":" + recipient + ",\"body\":\"Hello\"}",
          Map.of("Authorization", "Bearer " + token));
      server.post("/api/auth/verify/start", "{\"phone\":" + recipient + "}", Map.of());
      server.post(
          "/api/auth/verify/check", "{\"phone\":" + recipient + ",\"code\":\"123456\"}", Map.of());
      assertThat(compareMetrics(server)).isGreaterThan(4);
      assertThat(server.stop()).isZero();
    }
  }

  /** Returns how many metrics had labeled series; only these can be compared. */
  private static int compareMetrics(RunningServer server) throws Exception {
    String metrics = server.get(URI.create(server.operations() + "/metrics")).body();
    List<String> types =
        Pattern.compile("(?m)^# TYPE (\\S+) (\\S+)$")
            .matcher(metrics)
            .results()
            .map(found -> found.group(1) + " | " + found.group(2))
            .toList();
    assertThat(rows("metrics.md", 2)).isNotEmpty().containsExactlyInAnyOrderElementsOf(types);

    Map<String, String> documented = new TreeMap<>();
    rows("metrics.md", 3).stream()
        .map(row -> row.split(" \\| ?", -1))
        .forEach(row -> documented.put(row[0], row[2]));
    Map<String, String> seen = new TreeMap<>();
    Matcher series = SERIES.matcher(metrics);
    while (series.find()) {
      String name = series.group(1).replaceFirst("_bucket$", "");
      if (documented.containsKey(name)) {
        seen.put(name, labels(series.group(2)));
      }
    }
    seen.entrySet().removeIf(metric -> metric.getValue().isEmpty());
    assertThat(documented).containsAllEntriesOf(seen);
    return seen.size();
  }

  private static String labels(String pairs) {
    List<String> names = new ArrayList<>();
    Matcher name = Pattern.compile("([a-z_]+)=\"(?:[^\"\\\\]|\\\\.)*\"").matcher(pairs);
    while (name.find()) {
      if (!name.group(1).equals("le")) {
        names.add(name.group(1));
      }
    }
    return String.join(", ", names);
  }
}
