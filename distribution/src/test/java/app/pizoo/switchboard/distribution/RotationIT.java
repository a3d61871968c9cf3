package app.pizoo.switchboard.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.fixtures.Eventually;
import app.pizoo.switchboard.fixtures.PostgresServer;
import app.pizoo.switchboard.testing.Installation;
import app.pizoo.switchboard.testing.RunningServer;
import app.pizoo.switchboard.testing.SignedForm;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes, restarted one after the other with other secrets, refuse no request meanwhile. */
class RotationIT {
  private static final String OLD_KEY = "SK" + "1".repeat(32);
  private static final String NEW_KEY = "SK" + "2".repeat(32);

  @TempDir static Path folder;
  private static final List<RunningServer> NODES = new ArrayList<>();
  private static Balancer balancer;
  private static AppBackend backend;
  private static KeyedTwilio twilio;
  private static Installation product;
  private static String url;
  private static volatile String secret = "the first secret of the app: 0123456789";
  private static volatile String authToken = "a".repeat(32);

  @BeforeAll
  static void start() throws Exception {
    url = withRole(PostgresServer.running().newDatabase());
    balancer = new Balancer();
    backend = new AppBackend(secret);
    twilio = new KeyedTwilio(OLD_KEY, "s".repeat(32));
    product =
        Installation.in(folder.resolve("product"))
            .forProduction()
            .without("SWITCHBOARD_DATA")
            .with("SWITCHBOARD_DATABASE_URL", url)
            .with("SWITCHBOARD_PUBLIC_URL", balancer.address())
            .with("SWITCHBOARD_LIMITS", "report")
            .with("SWITCHBOARD_POLICY", backend.policy())
            .with("SWITCHBOARD_JWT_SECRET", secret)
            .with("SWITCHBOARD_TWILIO_BASE_URL", twilio.address())
            .with("TWILIO_API_KEY_SID", OLD_KEY)
            .with("TWILIO_API_KEY_SECRET", "s".repeat(32))
            .with("TWILIO_AUTH_TOKEN", authToken);
    for (int i = 0; i < 2; i++) {
      NODES.add(product.start("serve"));
      balancer.add(NODES.getLast().api().getPort());
    }
  }

  /** A database whose owner is a role of its own, as in production. */
  private static String withRole(String admin) throws Exception {
    String name = URI.create(admin.substring("jdbc:".length())).getPath().substring(1);
    execute(admin, "CREATE ROLE first LOGIN PASSWORD 'first-password'");
    execute(admin, "ALTER DATABASE " + name + " OWNER TO first");
    return admin.replaceAll("\\?.*", "?user=first&password=first-password");
  }

  private static void execute(String address, String sql) throws Exception {
    try (Connection connection = DriverManager.getConnection(address);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @AfterAll
  static void stop() throws Exception {
    for (RunningServer node : NODES) {
      node.close();
    }
    if (balancer != null) {
      balancer.close();
      backend.close();
      twilio.close();
    }
  }

  /** Restarts one node after the other, while the load goes on. */
  private static void restart(Load load) throws Exception {
    for (int i = 0; i < NODES.size(); i++) {
      RunningServer node = NODES.get(i);
      balancer.remove(node.api().getPort());
      assertThat(node.stop()).isZero();
      NODES.set(i, product.start("serve"));
      balancer.add(NODES.get(i).api().getPort());
      load.goOn();
    }
  }

  @Test
  void the_apps_secret_rotates() throws Exception {
    String old = secret;
    String next = "the next secret of the app: 0123456789";
    try (Load load = new Load()) {
      load.keep(backend.token("early", ""));
      product.with("SWITCHBOARD_JWT_SECRET_NEXT", next);
      restart(load);
      backend.use(next, Set.of(old, next));
      load.goOn();
      product.with("SWITCHBOARD_JWT_SECRET", next).with("SWITCHBOARD_JWT_SECRET_NEXT", old);
      restart(load);
      backend.use(next, Set.of(next));
      load.forget();
      product.without("SWITCHBOARD_JWT_SECRET_NEXT");
      restart(load);
      load.assertNothingRefused();
      secret = next;
    }
    backend.use(old, Set.of(next));
    assertThat(Load.voiceToken(backend.token("late", ""))).isEqualTo(401);
    backend.use(next, Set.of(next));
  }

  @Test
  void twilios_auth_token_rotates() throws Exception {
    String next = "b".repeat(32);
    try (Load load = new Load()) {
      product.with("TWILIO_AUTH_TOKEN_NEXT", next);
      restart(load);
      authToken = next;
      load.goOn();
      product.with("TWILIO_AUTH_TOKEN", next).without("TWILIO_AUTH_TOKEN_NEXT");
      restart(load);
      load.assertNothingRefused();
    }
    assertThat(Load.webhook("a".repeat(32), 1)).isEqualTo(403);
  }

  @Test
  void twilios_api_key_rotates() throws Exception {
    String old = KeyedTwilio.credentials(OLD_KEY, "s".repeat(32));
    String next = KeyedTwilio.credentials(NEW_KEY, "t".repeat(32));
    try (Load load = new Load()) {
      twilio.accept(Set.of(old, next));
      product.with("TWILIO_API_KEY_SID", NEW_KEY).with("TWILIO_API_KEY_SECRET", "t".repeat(32));
      restart(load);
      twilio.accept(Set.of(next));
      load.goOn();
      load.assertNothingRefused();
    }
  }

  @Test
  void the_databases_password_rotates() throws Exception {
    String admin = PostgresServer.running().newDatabase();
    execute(admin, "CREATE ROLE second LOGIN PASSWORD 'second-password'");
    execute(admin, "GRANT first TO second");
    execute(admin, "ALTER ROLE second SET role first");
    try (Load load = new Load()) {
      product.with(
          "SWITCHBOARD_DATABASE_URL",
          url.replace(
              "user=first&password=first-password", "user=second&password=second-password"));
      restart(load);
      execute(admin, "ALTER ROLE first NOLOGIN");
      load.goOn();
      load.assertNothingRefused();
    }
  }

  /** Users, the app's backend and Twilio, all of them at once and without a pause. */
  private static final class Load implements AutoCloseable {
    private static final int CALLERS = 3;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger rounds = new AtomicInteger();
    private final Queue<String> refused = new ConcurrentLinkedQueue<>();
    private volatile boolean ended;
    private volatile String kept = "";

    Load() {
      for (int i = 0; i < CALLERS; i++) {
        var _ = threads.submit(this::run);
      }
    }

    private void run() {
      while (!ended) {
        int i = rounds.incrementAndGet();
        try {
          // Another user in each round, because policy answers are cached by user.
          expect("voice token", 200, voiceToken(backend.token("user" + i, "")));
          if (!kept.isEmpty()) {
            expect("early voice token", 200, voiceToken(kept));
          }
          expect("webhook", 204, webhook(authToken, i));
          expect("message", 200, message(i));
        } catch (Exception e) {
          refused.add(e.toString());
        }
      }
    }

    private void expect(String what, int wanted, int status) {
      if (status != wanted) {
        refused.add(what + ": " + status);
      }
    }

    static int voiceToken(String token) throws IOException {
      return post(
          "/api/twilio/voice/token",
          "{}",
          Map.of("Authorization", "Bearer " + token, "Content-Type", "application/json"));
    }

    static int webhook(String token, int i) throws IOException {
      String path = "/api/twilio/sms/status";
      Map<String, String> fields =
          Map.of("MessageSid", "SM%032x".formatted(i), "MessageStatus", "delivered");
      SignedForm form = SignedForm.of(token, balancer.address() + path, fields);
      return post(path, form.body(), form.headers());
    }

    private static int message(int i) throws Exception {
      return post(
          "/api/twilio/sms/send",
          "{\"to\":\"%s\",\"body\":\"Hello\"}".formatted("+130355501%02d".formatted(i % 100)),
          Map.of(
              "Authorization",
              "Bearer " + backend.token("backend", "sms:send"),
              "Content-Type",
              "application/json"));
    }

    /** One connection for each request, so that the balancer decides about each. */
    private static int post(String path, String body, Map<String, String> headers)
        throws IOException {
      HttpURLConnection request =
          (HttpURLConnection) URI.create(balancer.address() + path).toURL().openConnection();
      request.setDoOutput(true);
      headers.forEach(request::setRequestProperty);
      request.setRequestProperty("Connection", "close");
      try (OutputStream out = request.getOutputStream()) {
        out.write(body.getBytes(UTF_8));
      }
      return request.getResponseCode();
    }

    /** Repeats a token in every round, as a client does until the token expires. */
    void keep(String token) {
      kept = token;
    }

    void forget() {
      kept = "";
    }

    /** Waits until each caller has made all its requests again. */
    void goOn() throws Exception {
      int enough = rounds.get() + 5 * CALLERS;
      Eventually.isTrue("the load goes on", () -> rounds.get() >= enough);
    }

    void assertNothingRefused() {
      ended = true;
      threads.close();
      System.out.println(rounds.get() + " rounds of four requests while secrets rotated");
      assertThat(refused).isEmpty();
      assertThat(backend.refused()).isZero();
      assertThat(backend.answered()).isPositive();
    }

    @Override
    public void close() {
      ended = true;
      threads.close();
    }
  }
}
