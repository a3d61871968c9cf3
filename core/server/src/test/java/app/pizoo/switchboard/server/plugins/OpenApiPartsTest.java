package app.pizoo.switchboard.server.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import app.pizoo.switchboard.server.embedded.EmbeddedServer;
import app.pizoo.switchboard.server.findings.Finding;
import app.pizoo.switchboard.server.findings.StartFailure;
import app.pizoo.switchboard.spi.Plugin;
import app.pizoo.switchboard.spi.PluginContext;
import app.pizoo.switchboard.spi.PluginDescription;
import app.pizoo.switchboard.spi.PluginInfo;
import app.pizoo.switchboard.spi.RunningPlugin;
import app.pizoo.switchboard.spi.http.Problem;
import app.pizoo.switchboard.spi.http.ProblemCode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parts of the OpenAPI document are read while the server starts. */
class OpenApiPartsTest {

  private record Described(String part) implements Plugin {
    @Override
    public PluginInfo info() {
      return new PluginInfo("described", "for tests");
    }

    @Override
    public List<ProblemCode> problemCodes() {
      return List.of(new ProblemCode("room_full", 409, "The room is full"));
    }

    @Override
    public RunningPlugin start(PluginContext context) {
      return RunningPlugin.builder()
          .routes(routes ->
              routes.get(
                  "/a",
                  context.guards().open(),
                  request -> {
                    throw Problem.of(ProblemCode.NOT_PERMITTED, "for tests");
                  }))
          .description(new PluginDescription(Optional.of(part), List.of()))
          .build();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'paths: {', is not YAML",
    "'- paths', expected an object: the OpenAPI part",
    "'paths: [1]', expected an object: paths",
    "'paths: {/a: {get: 1}}', expected an object: get /a",
    "'paths: {/a: {get: {x-problem-codes: 1}}}', get /a: no list: x-problem-codes",
    "'paths: {/a: {get: {x-problem-codes: [room_empty]}}}', names the error code room_empty",
  })
  void a_broken_part_is_a_finding_that_names_the_plugin(String part, String message) {
    EmbeddedServer.Builder server = EmbeddedServer.development().plugin(new Described(part));
    StartFailure failure = catchThrowableOfType(StartFailure.class, server::start);
    assertThat(failure.findings())
        .extracting(Finding::text)
        .singleElement()
        .asString()
        .startsWith("Described could not start: ")
        .contains(message);
  }

  @Test
  void the_document_lists_the_codes_of_a_route_its_guard_and_all_plugins() throws Exception {
    String part = "paths: {/a: {get: {x-problem-codes: [room_full]}}}";
    try (EmbeddedServer server = EmbeddedServer.development().plugin(new Described(part)).start();
        HttpClient client = HttpClient.newHttpClient()) {
      URI document = URI.create(server.api() + "/openapi.yaml");
      assertThat(
              client.send(HttpRequest.newBuilder(document).build(), BodyHandlers.ofString()).body())
          .contains("A problem: room_full, rate_limited, or a general one.")
          .contains("- room_full\n", "- overloaded\n");
    }
  }

  @ParameterizedTest
  @CsvSource({"room_full, 1", "not_permitted, 0"})
  void a_code_that_a_route_returns_and_does_not_list_is_found(String listed, int found)
      throws Exception {
    String part = "paths: {/a: {get: {x-problem-codes: [" + listed + "]}}}";
    try (EmbeddedServer server = EmbeddedServer.development().plugin(new Described(part)).start();
        HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(URI.create(server.api() + "/a")).build();
      assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(403);
      assertThat(server.codes().undocumented())
          .hasSize(found)
          .allMatch("GET /a: not_permitted"::equals);
    }
  }
}
