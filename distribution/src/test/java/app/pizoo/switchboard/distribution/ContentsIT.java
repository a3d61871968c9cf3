package app.pizoo.switchboard.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the archive says it is made of is what it is made of. */
class ContentsIT {
  private static final Path PRODUCT = Path.of(System.getProperty("switchboard.product"));
  private static final Pattern LISTED = Pattern.compile("\\([^:()]+:([^:()]+):([^:() ]+) - ");
  private static final Set<String> SHIPPED = new TreeSet<>();

  @BeforeAll
  static void listJars() throws IOException {
    // Modules that are linked into the run time have no file.
    addJars(Path.of(System.getProperty("switchboard.modules")));
    for (String folder : new String[] {"lib", "plugins", "dev", "drivers"}) {
      addJars(PRODUCT.resolve(folder));
    }
    assertThat(SHIPPED).hasSizeGreaterThan(60);
  }

  private static void addJars(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      files.forEach(file -> SHIPPED.add(file.getFileName().toString()));
    }
  }

  @Test
  void the_license_of_everything_of_others_is_listed() throws Exception {
    Set<String> listed =
        LISTED
            .matcher(Files.readString(PRODUCT.resolve("THIRD-PARTY.txt")))
            .results()
            .map(found -> found.group(1) + "-" + found.group(2) + ".jar")
            .collect(Collectors.toSet());
    assertThat(listed)
        .containsAll(SHIPPED.stream().filter(jar -> !jar.matches("(core|plugin)-.*")).toList());
  }

  @Test
  void the_bill_of_materials_names_everything() throws Exception {
    Path bill = PRODUCT.resolve("sbom.json");
    assumeTrue(
        Files.exists(bill) || "true".equals(System.getenv("SWITCHBOARD_TESTS_REQUIRED")),
        "there is no sbom.json: it is made only when Maven may go online");
    JsonObject json;
    try (JsonReader reader = Json.createReader(Files.newInputStream(bill))) {
      json = reader.readObject();
    }
    assertThat(json.getString("bomFormat")).isEqualTo("CycloneDX");
    Set<String> named =
        json.getJsonArray("components").getValuesAs(JsonObject.class).stream()
            .map(part -> part.getString("name") + "-" + part.getString("version") + ".jar")
            .collect(Collectors.toSet());
    assertThat(named).containsAll(SHIPPED);
  }
}
