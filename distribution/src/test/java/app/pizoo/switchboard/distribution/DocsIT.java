package app.pizoo.switchboard.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.spi.ProblemCode;
import app.pizoo.switchboard.testing.Product;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the documents say is what the product does. */
class DocsIT {
  private static final Path DOCS = Path.of("../docs");

  @TempDir Path folder;

  @Test
  void the_table_of_settings_is_the_products_own() throws Exception {
    Product.Result printed = Product.in(folder.resolve("product")).run("config", "--markdown");
    assertThat(printed.exit()).isZero();
    assertThat(Files.readString(DOCS.resolve("settings.md"))).contains(printed.out().strip());
  }

  @Test
  void the_example_of_the_settings_file_names_every_setting() throws Exception {
    Product product = Product.in(folder.resolve("product"));
    String example = Files.readString(product.folder().resolve("etc/switchboard.env.example"));
    Matcher names =
        Pattern.compile("^\\| `([A-Z_]+)` ", Pattern.MULTILINE)
            .matcher(product.run("config", "--markdown").out());
    int found = 0;
    while (names.find()) {
      assertThat(example).containsPattern("(?m)^#" + names.group(1) + "=");
      found++;
    }
    assertThat(found).isGreaterThan(30);
  }

  @Test
  void every_code_of_a_failure_is_explained_once_with_its_status() throws Exception {
    String page = Files.readString(DOCS.resolve("errors.md"));
    for (ProblemCode code : ProblemCode.values()) {
      Matcher row =
          Pattern.compile(
                  "^\\| `" + code.code() + "` \\| " + code.status() + " \\|", Pattern.MULTILINE)
              .matcher(page);
      assertThat(row.results().count()).as(code.code()).isEqualTo(1);
    }
    assertThat(page.lines().filter(line -> line.startsWith("| `")).count())
        .isEqualTo(ProblemCode.values().length);
  }

  @Test
  void the_tables_of_limits_name_every_limit_and_no_other() throws Exception {
    Product.Result printed = Product.in(folder.resolve("product")).run("limits", "--dev");
    Set<String> limits = new TreeSet<>();
    printed.out().lines().skip(1).forEach(line -> limits.add(line.split(" ", 2)[0]));
    assertThat(limits).hasSizeGreaterThan(30);

    Set<String> documented = new TreeSet<>();
    String page = Files.readString(DOCS.resolve("operations.md"));
    page.substring(page.indexOf("\n## Limits"))
        .lines()
        .filter(line -> line.matches("\\| `[a-z]+\\..*"))
        .forEach(line -> names(line.split("\\|", 3)[1], documented));

    assertThat(documented).isEqualTo(limits);
  }

  /** Of names that end otherwise only the ends are written: {@code a.b.hour}, {@code .day}. */
  private static void names(String cell, Set<String> names) {
    String last = "";
    Matcher quoted = Pattern.compile("`([a-z.]+)`").matcher(cell);
    while (quoted.find()) {
      String name = quoted.group(1);
      if (name.startsWith(".")) {
        int parts = name.length() - name.replace(".", "").length();
        for (int i = 0; i < parts; i++) {
          last = last.substring(0, last.lastIndexOf('.'));
        }
        name = last + name;
      }
      names.add(name);
      last = name;
    }
  }
}
