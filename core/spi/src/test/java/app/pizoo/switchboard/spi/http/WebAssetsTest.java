package app.pizoo.switchboard.spi.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebAssetsTest {
  private final WebAssets assets = WebAssets.of(WebAssetsTest.class, "test");

  private Response get(String file) {
    return assets.find(file, Optional.empty()).orElseThrow();
  }

  @Test
  void an_entry_file_is_asked_for_again_each_time() {
    Response reply = get("index.js");
    assertThat(reply.text()).isEqualTo("export default 1;\n");
    assertThat(reply.headers())
        .containsEntry("Content-Type", "text/javascript; charset=utf-8")
        .containsEntry("Cache-Control", "no-cache");
  }

  @Test
  void a_file_named_by_its_content_is_cached_forever() {
    assertThat(get("part.0123456789ab.js").headers().get("Cache-Control")).contains("immutable");
  }

  @Test
  void a_browser_that_has_the_file_gets_304() {
    String tag = get("index.js").headers().get("ETag");
    Response again = assets.find("index.js", Optional.of("W/\"other\", " + tag)).orElseThrow();
    assertThat(again.status()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(again.headers()).containsEntry("ETag", tag);
    assertThat(assets.find("index.js", Optional.of("\"other\"")).orElseThrow().status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "..",
        "../outside.js",
        "..\\outside.js",
        "/META-INF/MANIFEST.MF",
        ".hidden",
        "missing.js",
        "index.js\u0000",
        "sub/index.js"
      })
  void nothing_else_can_be_reached(String file) {
    assertThat(assets.find(file, Optional.empty())).isEmpty();
  }

  @Test
  void a_missing_file_is_not_found() {
    Request request = Request.of("GET", "http://localhost/ui/test/x");
    Request missing =
        new Request(
            request.method(),
            request.path(),
            request.url(),
            Map.of("file", "x"),
            request.headers(),
            request.body(),
            request.remoteAddress(),
            request.id(),
            request.caller());
    assertThatThrownBy(() -> assets.serve(missing))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.code()).isEqualTo(ProblemCode.NOT_FOUND));
  }
}
