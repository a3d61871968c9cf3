package app.pizoo.switchboard.mock.verify;

import app.pizoo.switchboard.mock.context.BoxContext;
import app.pizoo.switchboard.mock.context.BoxProduct;
import app.pizoo.switchboard.mock.http.BoxRequest;
import app.pizoo.switchboard.mock.http.BoxResponse;
import app.pizoo.switchboard.mock.http.BoxRoutes;
import app.pizoo.switchboard.mock.http.Parameters;
import app.pizoo.switchboard.mock.http.TwilioError;
import app.pizoo.switchboard.mock.json.JsonBody;
import app.pizoo.switchboard.mock.lookup.LineTypes;
import app.pizoo.switchboard.mock.mailbox.Mailbox;
import app.pizoo.switchboard.mock.mailbox.ReceivedMessage;
import app.pizoo.switchboard.mock.rest.StoredResource;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** The Verifications resources of Twilio Verify v2. */
public final class VerifyApi implements BoxProduct {
  private final BoxContext context;
  private final Mailbox mailbox;
  private final Supplier<String> defaultCode;
  private final LineTypes lineTypes;
  private final VerifyServices services;
  private final Verifications verifications = new Verifications();
  private final VerifyJson json;
  private final AttemptsApi attempts;

  /** Takes the mailbox for codes, the supplier of codes and the line types. */
  public VerifyApi(
      BoxContext context, Mailbox mailbox, Supplier<String> defaultCode, LineTypes lineTypes) {
    this.context = context;
    this.mailbox = mailbox;
    this.defaultCode = defaultCode;
    this.lineTypes = lineTypes;
    services = new VerifyServices(context);
    json = new VerifyJson(context);
    attempts = new AttemptsApi(context, verifications);
  }

  @Override
  public void register(BoxRoutes routes) {
    String service = "/v2/Services/{ServiceSid}";
    routes.twilio("verify", "POST", service + "/Verifications", this::start);
    routes.twilio("verify", "GET", service + "/Verifications/{Sid}", this::fetch);
    routes.twilio("verify", "POST", service + "/Verifications/{Sid}", this::update);
    routes.twilio("verify", "POST", service + "/VerificationCheck", this::check);
    services.register(routes);
    attempts.register(routes);
  }

  private BoxResponse start(BoxRequest request) {
    StoredResource service = services.of(request, "ServiceSid");
    Recipient recipient = Recipient.read(request.form());
    if (recipient.channel().equals("sms") && lineTypes.of(recipient.to()).equals("landline")) {
      throw new TwilioError(403, 60205, "SMS is not supported by landline phone number");
    }
    Instant now = context.clock().instant();
    Attempt attempt = new Attempt(context.sids().next("VL"), recipient.channel(), now);
    String code = code(service, request.form());
    Verification verification =
        verifications.findActiveOrCreate(
            service.sid(),
            recipient.to(),
            now,
            () ->
                new Verification(
                    context.sids().next("VE"),
                    service.sid(),
                    recipient.to(),
                    recipient.channel(),
                    code,
                    now));
    if (verification.send(attempt) != Verification.Outcome.DONE) {
      throw new TwilioError(429, 60203, "Max send attempts reached");
    }
    deliver(service, verification, attempt);
    return BoxResponse.created(json.verification(verification));
  }

  private String code(StoredResource service, Parameters form) {
    Optional<String> custom = form.find("CustomCode");
    if (custom.isEmpty()) {
      String code = defaultCode.get();
      int length = service.number("code_length");
      return code.length() == length ? code : "1234567890".substring(0, length);
    }
    if (!service.flag("custom_code_enabled")) {
      throw new TwilioError(403, 60204, "Custom code not allowed");
    }
    return custom
        .filter(code -> code.length() >= 4 && code.length() <= 10)
        .orElseThrow(() -> Recipient.invalid("CustomCode", custom.get()));
  }

  private void deliver(StoredResource service, Verification verification, Attempt attempt) {
    String text =
        "Your "
            + service.text("friendly_name").orElse("")
            + " verification code is: "
            + verification.code();
    String warning =
        service.flag("do_not_share_warning_enabled")
            ? ". Don't share this code with anyone; our employees will never ask for the code."
            : "";
    ReceivedMessage message =
        new ReceivedMessage(
            verification.to(),
            service.text("friendly_name").orElse(""),
            attempt.channel(),
            text + warning,
            verification.code(),
            verification.sid(),
            "pending");
    mailbox.receive(message, () -> verification.status(context.clock().instant()));
  }

  private BoxResponse check(BoxRequest request) {
    StoredResource service = services.of(request, "ServiceSid");
    Parameters form = request.form();
    String code = form.find("Code").orElseThrow(() -> Recipient.missing("Code"));
    if (code.length() < 4 || code.length() > 10) {
      throw Recipient.invalid("Code", code);
    }
    Optional<String> sid = form.find("VerificationSid");
    Optional<String> to = form.find("To");
    if (sid.isEmpty() && to.isEmpty()) {
      throw Recipient.missing("To");
    }
    Verification verification =
        sid.map(verifications::find)
            .orElseGet(() -> verifications.latest(service.sid(), to.orElse("")))
            .filter(found -> found.serviceSid().equals(service.sid()))
            .orElseThrow(() -> TwilioError.notFound(request));
    return switch (verification.check(code, context.clock().instant())) {
      case DONE -> {
        if (verification.isApproved()) {
          publish(verification, "approved");
        }
        yield BoxResponse.ok(json.check(verification));
      }
      case TOO_MANY -> throw new TwilioError(429, 60202, "Max check attempts reached");
      case OVER -> throw TwilioError.notFound(request);
    };
  }

  private BoxResponse fetch(BoxRequest request) {
    return BoxResponse.ok(json.verification(live(request)));
  }

  private BoxResponse update(BoxRequest request) {
    Verification verification = live(request);
    String status = request.form().find("Status").orElseThrow(() -> Recipient.missing("Status"));
    if (!status.equals("canceled") && !status.equals("approved")) {
      throw Recipient.invalid("Status", status);
    }
    if (!verification.end(status, context.clock().instant())) {
      throw TwilioError.notFound(request);
    }
    publish(verification, status);
    return BoxResponse.ok(json.verification(verification));
  }

  private void publish(Verification verification, String end) {
    context
        .feed()
        .publish("verification." + end, JsonBody.object().put("sid", verification.sid()).build());
  }

  private Verification live(BoxRequest request) {
    StoredResource service = services.of(request, "ServiceSid");
    return verifications
        .find(request.variable("Sid"))
        .or(() -> verifications.latest(service.sid(), request.variable("Sid")))
        .filter(found -> found.serviceSid().equals(service.sid()))
        .filter(found -> !found.isOver(context.clock().instant()))
        .orElseThrow(() -> TwilioError.notFound(request));
  }
}
