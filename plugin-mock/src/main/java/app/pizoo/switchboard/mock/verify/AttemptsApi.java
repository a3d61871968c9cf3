package app.pizoo.switchboard.mock.verify;

import app.pizoo.switchboard.mock.context.BoxContext;
import app.pizoo.switchboard.mock.http.BoxReply;
import app.pizoo.switchboard.mock.http.BoxRequest;
import app.pizoo.switchboard.mock.http.BoxRoutes;
import app.pizoo.switchboard.mock.http.Params;
import app.pizoo.switchboard.mock.http.TwilioError;
import app.pizoo.switchboard.mock.rest.JsonBody;
import app.pizoo.switchboard.mock.rest.Page;
import app.pizoo.switchboard.mock.rest.TwilioDates;
import jakarta.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Tells how many of the codes sent were typed in. */
final class AttemptsApi {
  private final BoxContext context;
  private final Verifications verifications;

  AttemptsApi(BoxContext context, Verifications verifications) {
    this.context = context;
    this.verifications = verifications;
  }

  void register(BoxRoutes routes) {
    routes.twilio("GET", "/v2/Attempts", this::list);
    routes.twilio("GET", "/v2/Attempts/Summary", this::summary);
    routes.twilio("GET", "/v2/Attempts/{Sid}", this::fetch);
  }

  private BoxReply list(BoxRequest request) {
    return Page.of(request, matching(request.query()), sent -> sent.attempt().sid(), this::json)
        .modern("attempts", context.address().get());
  }

  private BoxReply fetch(BoxRequest request) {
    return all()
        .filter(sent -> sent.attempt().sid().equals(request.variable("Sid")))
        .findFirst()
        .map(sent -> BoxReply.ok(json(sent)))
        .orElseThrow(() -> TwilioError.notFound(request));
  }

  private BoxReply summary(BoxRequest request) {
    List<Sent> sent = matching(request.query());
    int converted = (int) sent.stream().filter(Sent::isConverted).count();
    double rate = sent.isEmpty() ? 0 : 100.0 * converted / sent.size();
    return BoxReply.ok(
        JsonBody.object()
            .put("total_attempts", sent.size())
            .put("total_converted", converted)
            .put("total_unconverted", sent.size() - converted)
            .put("conversion_rate_percentage", String.format(Locale.ROOT, "%.2f", rate))
            .put("url", context.address().get() + "/v2/Attempts/Summary")
            .build());
  }

  private Stream<Sent> all() {
    return verifications.newestFirst().stream()
        .flatMap(verification ->
            verification.attempts().reversed().stream()
                .map(attempt -> new Sent(verification, attempt)))
        // Silent network authentication sends no code that could be typed in.
        .filter(sent -> !sent.attempt().channel().equals("sna"));
  }

  private List<Sent> matching(Params query) {
    Optional<Instant> after = time(query, "DateCreatedAfter");
    Optional<Instant> before = time(query, "DateCreatedBefore");
    return all()
        .filter(sent -> fits(query, "VerifyServiceSid", sent.verification().serviceSid()))
        .filter(sent -> fits(query, "VerificationSid", sent.verification().sid()))
        .filter(sent -> fits(query, "ChannelData.To", sent.verification().to()))
        .filter(sent -> fits(query, "Channel", sent.attempt().channel()))
        .filter(sent -> fits(query, "Status", sent.status()))
        .filter(sent ->
            query
                .find("DestinationPrefix")
                .map(prefix -> sent.verification().to().startsWith(prefix))
                .orElse(true))
        .filter(sent -> after.map(sent.attempt().created()::isAfter).orElse(true))
        .filter(sent -> before.map(sent.attempt().created()::isBefore).orElse(true))
        .toList();
  }

  private static boolean fits(Params query, String name, String value) {
    return query.find(name).map(value::equalsIgnoreCase).orElse(true);
  }

  /** With a zone, as the documents have it, or without, as Twilio's Java library writes it. */
  private static Optional<Instant> time(Params query, String name) {
    try {
      return query.find(name).map(text -> Instant.parse(text.endsWith("Z") ? text : text + "Z"));
    } catch (DateTimeException e) {
      throw Recipient.invalid(name, query.find(name).orElse(""));
    }
  }

  private JsonObject json(Sent sent) {
    Verification verification = sent.verification();
    String created = TwilioDates.iso(sent.attempt().created());
    return JsonBody.object()
        .put("sid", sent.attempt().sid())
        .put("account_sid", context.account().accountSid())
        .put("service_sid", verification.serviceSid())
        .put("verification_sid", verification.sid())
        .put("date_created", created)
        .put("date_updated", created)
        .put("conversion_status", sent.status())
        .put("channel", sent.attempt().channel())
        .put("price", JsonBody.object().put("value", "0.05").put("currency", "usd"))
        .put("channel_data", JsonBody.object().put("to", verification.to()))
        .put("url", context.address().get() + "/v2/Attempts/" + sent.attempt().sid())
        .build();
  }

  private record Sent(Verification verification, Attempt attempt) {
    boolean isConverted() {
      // Only the last of several sendings can have brought the code that was typed in.
      return verification.isApproved() && verification.attempts().getLast().equals(attempt);
    }

    String status() {
      return isConverted() ? "converted" : "unconverted";
    }
  }
}
