package app.pizoo.switchboard.mock.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import app.pizoo.switchboard.mock.http.BoxRequest;
import app.pizoo.switchboard.mock.http.BoxResponse;
import app.pizoo.switchboard.mock.http.Parameters;
import app.pizoo.switchboard.mock.http.TwilioError;
import app.pizoo.switchboard.mock.json.JsonBody;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {
  private final List<String> records = new ArrayList<>(List.of("d", "c", "b", "a"));

  @Test
  void a_record_that_arrives_between_two_pages_neither_repeats_nor_hides_others() {
    JsonObject first = page("PageSize=2");
    assertThat(sids(first)).containsExactly("d", "c");
    records.addFirst("e");
    String next = first.getString("next_page_uri");
    assertThat(sids(page(next.substring(next.indexOf('?') + 1)))).containsExactly("b", "a");
  }

  @Test
  void the_last_page_has_no_next_and_the_first_no_previous() {
    assertThat(page("PageSize=4").isNull("next_page_uri")).isTrue();
    assertThat(page("PageSize=4").isNull("previous_page_uri")).isTrue();
    assertThat(page("PageSize=2&Page=1").isNull("next_page_uri")).isTrue();
    assertThat(page("PageSize=2&Page=1").getString("previous_page_uri")).endsWith("Page=0");
  }

  @Test
  void filters_go_along_from_page_to_page() {
    assertThat(page("PageSize=1&To=%2B1415&StartTime%3E=2026-11-24").getString("next_page_uri"))
        .contains("To=%2B1415&StartTime%3E=2026-11-24");
  }

  @Test
  void a_page_behind_the_end_is_empty() {
    assertThat(sids(page("PageSize=3&Page=9"))).isEmpty();
  }

  @Test
  void newer_products_give_whole_addresses() {
    JsonObject meta =
        json(Page.of(request("PageSize=2"), records, sid -> sid, PageTest::describe)
                .modern("things", URI.create("http://127.0.0.1:8081")))
            .getJsonObject("meta");
    assertThat(meta.getString("key")).isEqualTo("things");
    assertThat(meta.getString("next_page_url")).startsWith("http://127.0.0.1:8081/things?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PageSize=0", "PageSize=-1", "PageSize=many", "Page=-1", "Page=first"})
  void a_page_that_cannot_be_is_refused(String query) {
    assertThatExceptionOfType(TwilioError.class)
        .isThrownBy(() -> page(query))
        .satisfies(error -> assertThat(error.status()).isEqualTo(400));
  }

  private JsonObject page(String query) {
    return json(Page.of(request(query), records, sid -> sid, PageTest::describe).classic("things"));
  }

  private static List<String> sids(JsonObject page) {
    return page.getJsonArray("things").getValuesAs(JsonObject.class).stream()
        .map(thing -> thing.getString("sid"))
        .toList();
  }

  private static JsonObject describe(String sid) {
    return JsonBody.object().put("sid", sid).build();
  }

  private static BoxRequest request(String query) {
    return new BoxRequest(
        "GET",
        "/things",
        Map.of(),
        Parameters.parse(query),
        Parameters.none(),
        new byte[0],
        Map.of());
  }

  private static JsonObject json(BoxResponse reply) {
    BoxResponse.Bytes body = (BoxResponse.Bytes) reply.body();
    try (var reader = Json.createReader(new ByteArrayInputStream(body.bytes()))) {
      return reader.readObject();
    }
  }
}
