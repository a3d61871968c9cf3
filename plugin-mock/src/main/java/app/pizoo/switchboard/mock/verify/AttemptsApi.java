package app.pizoo.switchboard.mock.verify;

import app.pizoo.switchboard.mock.context.BoxContext;
import app.pizoo.switchboard.mock.http.BoxRequest;
import app.pizoo.switchboard.mock.http.BoxResponse;
import app.pizoo.switchboard.mock.http.BoxRoutes;
import app.pizoo.switchboard.mock.http.Parameters;
import app.pizoo.switchboard.mock.http.TwilioError;
import app.pizoo.switchboard.mock.json.JsonBody;
import app.pizoo.switchboard.mock.rest.Page;
import app.pizoo.switchboard.mock.rest.TwilioDates;
import jakarta.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The Attempts resource of Twilio Verify v2, which reports conversion rates. */
final class AttemptsApi {
  private final BoxContext context;
  private final Verifications verifications;

  AttemptsApi(BoxContext context, Verifications verifications) {
    this.context = context;
    this.verifications = verifications;
  }

  void register(BoxRoutes routes) {
    routes.twilio("verify", "GET", "/v2/Attempts", this::list);
    routes.twilio("verify", "GET", "/v2/Attempts/Summary", this::summary);
    routes.twilio("verify", "GET", "/v2/Attempts/{Sid}", this::fetch);
  }

  private BoxResponse list(BoxRequest request) {
    return Page.of(request, matching(request.query()), sent -> sent.attempt().sid(), this::json)
        .modern("attempts", context.address().get());
  }

  private BoxResponse fetch(BoxRequest request) {
    return all()
        .filter(sent -> sent.attempt().sid().equals(request.variable("Sid")))
        .findFirst()
        .map(sent -> BoxResponse.ok(json(sent)))
        .orElseThrow(() -> TwilioError.notFound(request));
  }

  private BoxResponse summary(BoxRequest request) {
    List<Sent> sent = matching(request.query());
    int converted = (int) sent.stream().filter(Sent::isConverted).count();
    double rate = sent.isEmpty() ? 0 : 100.0 * converted / sent.size();
    return BoxResponse.ok(
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
        // Silent network authentication sends no code.
        .filter(sent -> !sent.attempt().channel().equals("sna"));
  }

  private List<Sent> matching(Parameters query) {
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

  private static boolean fits(Parameters query, String name, String value) {
    return query.find(name).map(value::equalsIgnoreCase).orElse(true);
  }

  /** Parses a time with a zone, as documented, or without, as Twilio's Java library writes it. */
  private static Optional<Instant> time(Parameters query, String name) {
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
      // Only the last attempt counts as converted.
      return verification.isApproved() && verification.attempts().getLast().equals(attempt);
    }

    String status() {
      return isConverted() ? "converted" : "unconverted";
    }
  }
}
