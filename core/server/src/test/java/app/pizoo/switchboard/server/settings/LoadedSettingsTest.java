package app.pizoo.switchboard.server.settings;

import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.spi.Mode;
import app.pizoo.switchboard.spi.Setting;
import app.pizoo.switchboard.spi.SettingType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadedSettingsTest {
  private static final Setting<Integer> NUMBER =
      Setting.of("SWITCHBOARD_NUMBER", SettingType.integer(1, 9), "How many.").orElse("5");
  private static final Setting<String> KEY =
      Setting.of("ACME_KEY", SettingType.text("[a-z]+", "small letters"), "The key.").secret();
  private static final List<Setting<?>> DECLARED = List.of(NUMBER, KEY);

  @TempDir Path home;

  @BeforeEach
  void make_folder() throws IOException {
    Files.createDirectory(home.resolve("etc"));
  }

  private LoadedSettings load(Map<String, String> environment) {
    return LoadedSettings.load(home, environment, DECLARED);
  }

  private void file(String text) throws IOException {
    Files.writeString(home.resolve(LoadedSettings.FILE), text);
  }

  private static SettingValues values(LoadedSettings loaded, SettingSource... extra) {
    return loaded.values(Mode.PRODUCTION, DECLARED, List.of(extra));
  }

  @Test
  void environment_wins_over_file_and_file_over_the_rest() throws IOException {
    assertThat(values(load(Map.of())).get(NUMBER)).isEqualTo(5);
    SettingSource extra = new SettingSource("extra", Map.of(NUMBER.name(), "6"));
    assertThat(values(load(Map.of()), extra).get(NUMBER)).isEqualTo(6);
    file("SWITCHBOARD_NUMBER=7");
    assertThat(values(load(Map.of()), extra).get(NUMBER)).isEqualTo(7);
    SettingValues values = values(load(Map.of(NUMBER.name(), "8")), extra);
    assertThat(values.get(NUMBER)).isEqualTo(8);
    assertThat(values.value(NUMBER.name()).orElseThrow().source()).isEqualTo("environment");
  }

  @Test
  void a_secret_is_read_from_the_file_that_is_named() throws IOException {
    Files.writeString(home.resolve("key"), "hush\n");
    assertThat(values(load(Map.of("ACME_KEY_FILE", "key"))).get(KEY)).isEqualTo("hush");
    file("ACME_KEY_FILE=" + home.resolve("key"));
    assertThat(values(load(Map.of())).get(KEY)).isEqualTo("hush");
    assertThat(values(load(Map.of("ACME_KEY", "loud"))).get(KEY)).isEqualTo("loud");
  }

  @Test
  void a_secrets_file_that_cannot_be_read_or_competes_is_a_problem() {
    assertThat(load(Map.of("ACME_KEY_FILE", "none")).problems())
        .singleElement()
        .asString()
        .startsWith("ACME_KEY_FILE (environment)");
    assertThat(load(Map.of("ACME_KEY_FILE", "none", "ACME_KEY", "hush")).problems())
        .singleElement()
        .asString()
        .contains("keep one")
        .doesNotContain("hush");
  }

  @Test
  void misspelled_settings_get_a_suggestion_and_unknown_ones_a_warning() {
    LoadedSettings loaded =
        load(
            Map.of(
                "SWITCHBOARD_NUMEBR", "1",
                "ACME_KEYS", "x",
                "SWITCHBOARD_SERVICE_HOST", "10.0.0.1",
                "ACME_OTHER_FILE", "x",
                "SWITCHBOARD_NUMBER_FILE", "x",
                "OTHER_NUMBER", "1"));
    assertThat(loaded.misspelled())
        .containsExactlyInAnyOrder(
            "SWITCHBOARD_NUMEBR (environment) is not a setting; did you mean SWITCHBOARD_NUMBER?",
            "ACME_KEYS (environment) is not a setting; did you mean ACME_KEY?");
    assertThat(loaded.warnings())
        .hasSize(3)
        .noneMatch(text -> text.contains("OTHER_NUMBER"))
        .noneMatch(text -> text.contains("10.0.0.1"));
  }

  @Test
  void malformed_values_are_explained_and_never_repeated() {
    SettingValues values = values(load(Map.of(NUMBER.name(), "7777", "ACME_KEY", "HUSH")));
    assertThat(values.problems())
        .hasSize(2)
        .anyMatch(text -> text.contains("from 1 to 9. How many."))
        .anyMatch(text -> text.contains("small letters. The key."))
        .noneMatch(text -> text.contains("7777") || text.contains("HUSH"));
    assertThat(values.find(NUMBER)).isEmpty();
    assertThat(values.has(NUMBER.name())).isTrue();
    assertThat(load(Map.of("ACME_KEY", "HUSH")).toString()).doesNotContain("HUSH");
  }
}
