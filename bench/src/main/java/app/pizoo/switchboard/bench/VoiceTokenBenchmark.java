package app.pizoo.switchboard.bench;

import app.pizoo.switchboard.server.embedded.EmbeddedServer;
import app.pizoo.switchboard.server.logging.LogFormat;
import app.pizoo.switchboard.server.logging.Logging;
import app.pizoo.switchboard.twilio.TwilioService;
import app.pizoo.switchboard.voice.VoicePlugin;
import java.util.Arrays;
import java.util.Locale;

/**
 * CPU time of a request for a voice token, against a bare handler of the same HTTP server that
 * verifies one HMAC and creates another. Both servers and the client are separate processes. Rounds
 * alternate between the servers, and so does the server that is first, so that other load on the
 * machine affects both. The product runs as in production: limits, access log, metrics and checks
 * are on.
 */
public final class VoiceTokenBenchmark {
  private static final int WARM_UP = 60_000;
  private static final int REQUESTS = 20_000;
  private static final int ROUNDS = 11;

  private VoiceTokenBenchmark() {}

  /** Runs the comparison or, with arguments, one of its two servers. */
  public static void main(String[] arguments) throws Exception {
    switch (arguments.length == 0 ? "" : arguments[0]) {
      case "product" -> serveProduct();
      case "bare" ->
          Usage.serve(
              BareHandler.serve(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]))
                  .port());
      default -> compare();
    }
  }

  private static void serveProduct() throws Exception {
    Logging.install(LogFormat.PLAIN, System.err);
    try (EmbeddedServer server =
        EmbeddedServer.production()
            .set("SWITCHBOARD_JWT_SECRET", Callers.SECRET)
            .set("SWITCHBOARD_PUBLIC_URL", "https://switchboard.example.com")
            .set("TWILIO_ACCOUNT_SID", "AC" + "0".repeat(32))
            .set("TWILIO_API_KEY_SID", "SK" + "0".repeat(32))
            .set("TWILIO_API_KEY_SECRET", "s".repeat(32))
            .set("TWILIO_AUTH_TOKEN", "0".repeat(32))
            .set("TWILIO_VOICE_APPLICATION_SID", "AP" + "0".repeat(32))
            .plugin(new VoicePlugin())
            .service(new TwilioService())
            .start()) {
      Usage.serve(server.api().getPort());
    }
  }

  private static void compare() throws Exception {
    try (ServerProcess product = new ServerProcess("product")) {
      String answer = product.ask();
      String token = answer.replaceAll(".*\"token\":\"([^\"]+)\".*", "$1");
      String signed = Integer.toString(token.lastIndexOf('.'));
      String length = Integer.toString(answer.length());
      try (ServerProcess bare = new ServerProcess("bare", signed, length)) {
        product.ask(WARM_UP);
        bare.ask(WARM_UP);
        double[] ratios = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
          ratios[round] = round % 2 == 0 ? round(product, bare) : 1 / round(bare, product);
        }
        Arrays.sort(ratios);
        System.out.printf(
            Locale.ROOT,
            "CPU time of a voice token over a bare handler, %d rounds: median %.2f, min %.2f, max"
                + " %.2f (aim: at most 1.50)%n",
            ROUNDS,
            ratios[ROUNDS / 2],
            ratios[0],
            ratios[ROUNDS - 1]);
      }
    }
  }

  private static double round(ServerProcess first, ServerProcess second) throws Exception {
    Usage one = first.ask(REQUESTS);
    Usage other = second.ask(REQUESTS);
    System.out.println(first.describe(one, REQUESTS) + "   " + second.describe(other, REQUESTS));
    return one.microseconds() / other.microseconds();
  }
}
