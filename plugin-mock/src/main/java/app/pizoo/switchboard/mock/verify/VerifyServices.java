package app.pizoo.switchboard.mock.verify;

import static app.pizoo.switchboard.mock.rest.Kept.Kind.FLAG;
import static app.pizoo.switchboard.mock.rest.Kept.Kind.NUMBER;
import static app.pizoo.switchboard.mock.rest.Kept.Kind.TEXT;

import app.pizoo.switchboard.mock.context.BoxContext;
import app.pizoo.switchboard.mock.http.BoxReply;
import app.pizoo.switchboard.mock.http.BoxRequest;
import app.pizoo.switchboard.mock.http.BoxRoutes;
import app.pizoo.switchboard.mock.http.Params;
import app.pizoo.switchboard.mock.http.TwilioError;
import app.pizoo.switchboard.mock.rest.JsonBody;
import app.pizoo.switchboard.mock.rest.Kept;
import app.pizoo.switchboard.mock.rest.Page;
import app.pizoo.switchboard.mock.rest.TwilioDates;
import app.pizoo.switchboard.mock.store.BoundedStore;
import jakarta.json.JsonObject;
import java.util.List;

/** Verify services: names and rules under which codes are sent. */
final class VerifyServices {
  private static final List<Kept.Field> FIELDS =
      List.of(
          new Kept.Field("FriendlyName", "friendly_name", TEXT, "Switchboard"),
          new Kept.Field("CodeLength", "code_length", NUMBER, 6),
          new Kept.Field("LookupEnabled", "lookup_enabled", FLAG, false),
          new Kept.Field("Psd2Enabled", "psd2_enabled", FLAG, false),
          new Kept.Field("SkipSmsToLandlines", "skip_sms_to_landlines", FLAG, false),
          new Kept.Field("DtmfInputRequired", "dtmf_input_required", FLAG, true),
          new Kept.Field("TtsName", "tts_name", TEXT, null),
          new Kept.Field("DoNotShareWarningEnabled", "do_not_share_warning_enabled", FLAG, false),
          new Kept.Field("CustomCodeEnabled", "custom_code_enabled", FLAG, false),
          new Kept.Field("DefaultTemplateSid", "default_template_sid", TEXT, null),
          new Kept.Field(
              "VerifyEventSubscriptionEnabled", "verify_event_subscription_enabled", FLAG, false));
  private static final int MAX_NAME_LENGTH = 32;

  private final BoxContext context;
  private final BoundedStore<Kept> services = new BoundedStore<>(1000);

  VerifyServices(BoxContext context) {
    this.context = context;
    String sid = context.account().verifyServiceSid();
    services.put(sid, new Kept(sid, context.clock().instant(), FIELDS));
  }

  void register(BoxRoutes routes) {
    routes.twilio("GET", "/v2/Services", this::list);
    routes.twilio("POST", "/v2/Services", this::create);
    routes.twilio("GET", "/v2/Services/{Sid}", request -> BoxReply.ok(json(of(request, "Sid"))));
    routes.twilio("POST", "/v2/Services/{Sid}", this::update);
    routes.twilio("DELETE", "/v2/Services/{Sid}", this::delete);
  }

  /** The service that a variable of the path names. */
  Kept of(BoxRequest request, String variable) {
    return services
        .find(request.variable(variable))
        .orElseThrow(() -> TwilioError.notFound(request));
  }

  private BoxReply list(BoxRequest request) {
    return Page.of(request, services.newestFirst(_ -> true), Kept::sid, this::json)
        .modern("services", context.address().get());
  }

  private BoxReply create(BoxRequest request) {
    if (request.form().find("FriendlyName").isEmpty()) {
      throw Recipient.missing("FriendlyName");
    }
    check(request.form());
    Kept service = new Kept(context.sids().next("VA"), context.clock().instant(), FIELDS);
    service.apply(request.form(), service.created());
    services.put(service.sid(), service);
    return BoxReply.created(json(service));
  }

  private BoxReply update(BoxRequest request) {
    check(request.form());
    return BoxReply.ok(json(of(request, "Sid").apply(request.form(), context.clock().instant())));
  }

  private BoxReply delete(BoxRequest request) {
    if (!services.remove(request.variable("Sid"))) {
      throw TwilioError.notFound(request);
    }
    return BoxReply.noContent();
  }

  private static void check(Params form) {
    form.find("FriendlyName")
        .filter(name -> name.length() > MAX_NAME_LENGTH)
        .ifPresent(name -> {
          throw Recipient.invalid("FriendlyName", name);
        });
    form.find("CodeLength")
        .filter(length -> !length.matches("[4-9]|10"))
        .ifPresent(length -> {
          throw Recipient.invalid("CodeLength", length);
        });
  }

  private JsonObject json(Kept service) {
    String url = context.address().get() + "/v2/Services/" + service.sid();
    JsonBody links =
        JsonBody.object()
            .put("verifications", url + "/Verifications")
            .put("verification_checks", url + "/VerificationCheck");
    return service
        .body()
        .put("sid", service.sid())
        .put("account_sid", context.account().accountSid())
        .put("push", null)
        .put("totp", null)
        .put("whatsapp", null)
        .put("passkeys", null)
        .put("date_created", TwilioDates.iso(service.created()))
        .put("date_updated", TwilioDates.iso(service.updated()))
        .put("url", url)
        .put("links", links)
        .build();
  }
}
