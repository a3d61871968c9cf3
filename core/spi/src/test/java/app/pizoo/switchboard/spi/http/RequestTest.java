package app.pizoo.switchboard.spi.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;

class RequestTest {
  @Test
  void the_query_is_read_from_the_url_and_keeps_its_bytes_there() {
    Request request = Request.of("GET", "https://example.com/a/b?x=1%2B1&x=+&y");
    assertThat(request.path()).isEqualTo("/a/b");
    assertThat(request.query().all("x")).containsExactly("1+1", " ");
    assertThat(request.url()).endsWith("?x=1%2B1&x=+&y");
  }

  @Test
  void a_body_is_read_only_as_what_it_says_it_is() {
    Request form =
        Request.of("POST", "https://example.com/")
            .withBody("Application/X-WWW-Form-URLEncoded; charset=utf-8", "a=b".getBytes(UTF_8));
    assertThat(form.form().text("a")).isEqualTo("b");
    Problem problem = catchThrowableOfType(Problem.class, form::json);
    assertThat(problem.code()).isEqualTo(ProblemCode.MEDIA_TYPE_UNSUPPORTED);
  }

  @Test
  void two_content_types_are_none() {
    Request request =
        new Request(
            "POST",
            "/",
            "https://example.com/",
            java.util.Map.of(),
            Headers.of(
                java.util.Map.of(
                    "content-type", java.util.List.of("application/json", "text/plain"))),
            "{}".getBytes(UTF_8),
            "127.0.0.1",
            "id",
            Caller.anonymous());
    assertThat(request.hasType("application/json")).isFalse();
  }

  @Test
  void printing_a_request_shows_neither_query_nor_body() {
    Request request =
        Request.of("POST", "https://example.com/x?code=123456")
            .withBody("application/json", "{\"code\":\"123456\"}".getBytes(UTF_8));
    assertThat(request.toString()).doesNotContain("123456");
    assertThat(Parameters.parse("Body=hello", "body").toString()).doesNotContain("hello");
  }
}
