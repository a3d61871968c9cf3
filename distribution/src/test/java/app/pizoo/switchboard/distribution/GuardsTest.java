package app.pizoo.switchboard.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.distribution.TokenForge.Forgery;
import app.pizoo.switchboard.server.embedded.EmbeddedServer.RouteView;
import app.pizoo.switchboard.testing.TwilioSignature;
import com.twilio.security.RequestValidator;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Walks all routes of all plugins, so that a new one cannot be forgotten. */
class GuardsTest {
  private static final String JSON = "application/json";
  private static final String FORM = "application/x-www-form-urlencoded";

  /** Routes for users where a request has no field that names a user: "POST /path". */
  private static final Set<String> NAME_NOBODY =
      Set.of("GET /api/twilio/voice/calls", "GET /api/twilio/video/rooms");

  /** What a webhook carries, more or less. */
  private static final Map<String, String> WEBHOOK =
      Map.of(
          "AccountSid", "AC" + "0".repeat(32),
          "CallSid", "CA" + "0".repeat(32),
          "From", "client:alice",
          "To", "bob",
          "Body", "two words & more");

  private static List<GuardedServer> servers = List.of();

  @BeforeAll
  static void start() throws Exception {
    servers = List.of(GuardedServer.withSecret(), GuardedServer.withPublishedKeys());
  }

  @AfterAll
  static void stop() {
    servers.forEach(GuardedServer::close);
  }

  static Stream<GuardedServer> servers() {
    return servers.stream();
  }

  private static String name(RouteView route) {
    return route.method() + " " + route.pattern();
  }

  private static void assertRefused(
      HttpResponse<String> answer, int status, String code, String what) {
    assertThat(answer.body()).as(what).contains("\"code\":\"" + code + "\"");
    assertThat(answer.statusCode()).as(what).isEqualTo(status);
  }

  @Test
  void every_route_has_a_guard_that_is_known_here() {
    List<String> guards = new ArrayList<>();
    for (RouteView route : servers.getFirst().routes("")) {
      guards.add(route.method() + " " + route.pattern() + " " + route.guard());
    }
    assertThat(guards)
        .containsExactlyInAnyOrder(
            "POST /api/twilio/voice/token user",
            "POST /api/twilio/voice/incoming signed",
            "POST /api/twilio/voice/dialed signed",
            "POST /api/twilio/voice/status signed",
            "GET /api/twilio/voice/calls user",
            "POST /api/twilio/video/token user",
            "POST /api/twilio/video/status signed",
            "GET /api/twilio/video/rooms user",
            "POST /api/auth/verify/start open",
            "POST /api/auth/verify/check open",
            "GET /api/auth/verify/keys open",
            "POST /api/twilio/sms/send service:sms:send",
            "POST /api/twilio/sms/status signed",
            "GET /api/twilio/sms/messages service:sms:read",
            "POST /api/twilio/sms/incoming signed",
            "GET /ui/voice/{file} open",
            "GET /ui/video/{file} open",
            "GET /ui/verify/{file} open",
            "GET /openapi.yaml open");
  }

  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource("servers")
  void routes_for_users_and_services_refuse_every_bad_token_with_its_code(GuardedServer server)
      throws Exception {
    for (String guard : new String[] {"user", "service:"}) {
      for (RouteView route : server.routes(guard)) {
        for (Forgery forgery : server.forge().forgeries()) {
          HttpResponse<String> answer =
              server.send(route, JSON, "{}", "Authorization", forgery.authorization());
          assertRefused(answer, 401, forgery.code(), name(route) + ": " + forgery.what());
          assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
        }
      }
    }
  }

  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource("servers")
  void routes_for_users_admit_a_user_but_not_in_the_name_of_another(GuardedServer server)
      throws Exception {
    String alice = server.forge().authorization("alice");
    for (RouteView route : server.routes("user")) {
      assertThat(send(server, route, "{\"identity\":\"alice\",\"room\":\"a\"}", alice))
          .as(name(route))
          .isEqualTo(200);
      if (!NAME_NOBODY.contains(name(route))) {
        String bob = "{\"identity\":\"bob\",\"room\":\"a\"}";
        HttpResponse<String> answer = server.send(route, JSON, bob, "Authorization", alice);
        assertRefused(answer, 403, "identity_mismatch", name(route));
      }
    }
  }

  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource("servers")
  void routes_for_services_admit_their_scope_and_no_other(GuardedServer server) throws Exception {
    for (RouteView route : server.routes("service:")) {
      String scope = route.guard().substring("service:".length());
      String right = server.forge().authorization("backend", "first", scope);
      // Admitted: a message without its fields is not valid, a list needs none.
      int admitted = route.method().equals("GET") ? 200 : 400;
      assertThat(send(server, route, "{}", right)).as(name(route)).isEqualTo(admitted);
      for (String other : new String[] {"", "other", scope + "s", scope.toUpperCase(Locale.ROOT)}) {
        String token = server.forge().authorization("alice", other);
        HttpResponse<String> answer = server.send(route, JSON, "{}", "Authorization", token);
        assertRefused(answer, 403, "scope_missing", name(route) + " with the scope " + other);
      }
    }
  }

  private static int send(GuardedServer server, RouteView route, String body, String token)
      throws Exception {
    return server.send(route, JSON, body, "Authorization", token).statusCode();
  }

  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource("servers")
  void signed_routes_admit_what_was_signed_and_nothing_else(GuardedServer server) throws Exception {
    for (RouteView route : server.routes("signed")) {
      String url = server.address(route).toString();
      String right = sign(url, WEBHOOK);
      assertThat(new RequestValidator(GuardedServer.AUTH_TOKEN).validate(url, WEBHOOK, right))
          .isTrue();
      assertThat(signed(server, route, WEBHOOK, right).statusCode())
          .as(name(route))
          .isBetween(200, 204);

      assertRefused(signed(server, route, WEBHOOK, ""), 403, "signature_missing", name(route));
      Map<String, String> forged =
          Map.of(
              "no signature at all", "x".repeat(28),
              "other path", sign(url + "/", WEBHOOK),
              "other host", sign(url.replace("127.0.0.1", "localhost"), WEBHOOK),
              "other scheme", sign(url.replace("http:", "https:"), WEBHOOK),
              "other query", sign(url + "?a=b", WEBHOOK),
              "no parameters", sign(url, Map.of()));
      for (Map.Entry<String, String> each : forged.entrySet()) {
        assertRefused(
            signed(server, route, WEBHOOK, each.getValue()),
            403,
            "signature_invalid",
            name(route) + ": " + each.getKey());
      }
      for (Map<String, String> changed : changes()) {
        assertRefused(signed(server, route, changed, right), 403, "signature_invalid", name(route));
      }
    }
  }

  /** One parameter changed, one more, one less, for each that there is. */
  private static List<Map<String, String>> changes() {
    List<Map<String, String>> all = new ArrayList<>();
    for (String name : WEBHOOK.keySet()) {
      Map<String, String> changed = new TreeMap<>(WEBHOOK);
      changed.put(name, WEBHOOK.get(name) + "0");
      all.add(changed);
      Map<String, String> fewer = new TreeMap<>(WEBHOOK);
      fewer.remove(name);
      all.add(fewer);
    }
    Map<String, String> more = new TreeMap<>(WEBHOOK);
    more.put("More", "1");
    all.add(more);
    return all;
  }

  private static HttpResponse<String> signed(
      GuardedServer server, RouteView route, Map<String, String> form, String signature)
      throws Exception {
    String body =
        form.entrySet().stream()
            .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
            .collect(Collectors.joining("&"));
    return server.send(route, FORM, body, "X-Twilio-Signature", signature);
  }

  private static String sign(String url, Map<String, String> form) {
    return TwilioSignature.sign(GuardedServer.AUTH_TOKEN, url, form);
  }

  /** What the OpenAPI document says, by routes like {@code GET /path}. */
  private static Map<String, Map<?, ?>> described() throws Exception {
    RouteView document = new RouteView("GET", "/openapi.yaml", "open");
    String yaml = servers.getFirst().send(document, JSON, "", "Accept", "application/yaml").body();
    Map<?, ?> whole = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(yaml);
    Map<String, Map<?, ?>> described = new TreeMap<>();
    ((Map<?, ?>) whole.get("paths"))
        .forEach((path, item) ->
            ((Map<?, ?>) item)
                .forEach((key, operation) -> {
                  String method = key.toString().toUpperCase(Locale.ROOT);
                  if (Set.of("GET", "PUT", "POST", "DELETE").contains(method)) {
                    described.put(method + " " + path, (Map<?, ?>) operation);
                  }
                }));
    return described;
  }

  @Test
  void the_openapi_document_has_exactly_these_routes() throws Exception {
    List<String> registered = servers.getFirst().routes("").stream().map(GuardsTest::name).toList();
    assertThat(described().keySet()).containsExactlyInAnyOrderElementsOf(registered);
  }

  @Test
  void in_the_openapi_document_all_failures_have_one_form() throws Exception {
    assertThat(described())
        .allSatisfy((route, operation) -> {
          Map<?, ?> responses = (Map<?, ?>) operation.get("responses");
          assertThat(((Map<?, ?>) responses.get("default")).get("$ref"))
              .isEqualTo("#/components/responses/Problem");
        });
  }
}
