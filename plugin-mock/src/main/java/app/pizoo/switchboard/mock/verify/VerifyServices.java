package app.pizoo.switchboard.mock.verify;

import static app.pizoo.switchboard.mock.rest.StoredResource.Kind.FLAG;
import static app.pizoo.switchboard.mock.rest.StoredResource.Kind.NUMBER;
import static app.pizoo.switchboard.mock.rest.StoredResource.Kind.TEXT;

import app.pizoo.switchboard.mock.context.BoxContext;
import app.pizoo.switchboard.mock.http.BoxRequest;
import app.pizoo.switchboard.mock.http.BoxResponse;
import app.pizoo.switchboard.mock.http.BoxRoutes;
import app.pizoo.switchboard.mock.http.Parameters;
import app.pizoo.switchboard.mock.http.TwilioError;
import app.pizoo.switchboard.mock.json.JsonBody;
import app.pizoo.switchboard.mock.rest.Page;
import app.pizoo.switchboard.mock.rest.StoredResource;
import app.pizoo.switchboard.mock.rest.TwilioDates;
import app.pizoo.switchboard.mock.store.BoundedStore;
import jakarta.json.JsonObject;
import java.util.List;

/** The Services resource of Twilio Verify v2. */
final class VerifyServices {
  private static final List<StoredResource.Field> FIELDS =
      List.of(
          new StoredResource.Field("FriendlyName", "friendly_name", TEXT, "Switchboard"),
          new StoredResource.Field("CodeLength", "code_length", NUMBER, 6),
          new StoredResource.Field("LookupEnabled", "lookup_enabled", FLAG, false),
          new StoredResource.Field("Psd2Enabled", "psd2_enabled", FLAG, false),
          new StoredResource.Field("SkipSmsToLandlines", "skip_sms_to_landlines", FLAG, false),
          new StoredResource.Field("DtmfInputRequired", "dtmf_input_required", FLAG, true),
          new StoredResource.Field("TtsName", "tts_name", TEXT, null),
          new StoredResource.Field(
              "DoNotShareWarningEnabled", "do_not_share_warning_enabled", FLAG, false),
          new StoredResource.Field("CustomCodeEnabled", "custom_code_enabled", FLAG, false),
          new StoredResource.Field("DefaultTemplateSid", "default_template_sid", TEXT, null),
          new StoredResource.Field(
              "VerifyEventSubscriptionEnabled", "verify_event_subscription_enabled", FLAG, false));
  private static final int MAX_NAME_LENGTH = 32;

  private final BoxContext context;
  private final BoundedStore<StoredResource> services = new BoundedStore<>(1000);

  VerifyServices(BoxContext context) {
    this.context = context;
    String sid = context.account().verifyServiceSid();
    services.put(sid, new StoredResource(sid, context.clock().instant(), FIELDS));
  }

  void register(BoxRoutes routes) {
    routes.twilio("verify", "GET", "/v2/Services", this::list);
    routes.twilio("verify", "POST", "/v2/Services", this::create);
    routes.twilio(
        "verify", "GET", "/v2/Services/{Sid}", request -> BoxResponse.ok(json(of(request, "Sid"))));
    routes.twilio("verify", "POST", "/v2/Services/{Sid}", this::update);
    routes.twilio("verify", "DELETE", "/v2/Services/{Sid}", this::delete);
  }

  /** Returns the service that a path variable names. */
  StoredResource of(BoxRequest request, String variable) {
    return services
        .find(request.variable(variable))
        .orElseThrow(() -> TwilioError.notFound(request));
  }

  private BoxResponse list(BoxRequest request) {
    return Page.of(request, services.newestFirst(_ -> true), StoredResource::sid, this::json)
        .modern("services", context.address().get());
  }

  private BoxResponse create(BoxRequest request) {
    if (request.form().find("FriendlyName").isEmpty()) {
      throw Recipient.missing("FriendlyName");
    }
    check(request.form());
    StoredResource service =
        new StoredResource(context.sids().next("VA"), context.clock().instant(), FIELDS);
    service.apply(request.form(), service.created());
    services.put(service.sid(), service);
    return BoxResponse.created(json(service));
  }

  private BoxResponse update(BoxRequest request) {
    check(request.form());
    return BoxResponse.ok(
        json(of(request, "Sid").apply(request.form(), context.clock().instant())));
  }

  private BoxResponse delete(BoxRequest request) {
    if (!services.remove(request.variable("Sid"))) {
      throw TwilioError.notFound(request);
    }
    return BoxResponse.noContent();
  }

  private static void check(Parameters form) {
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

  private JsonObject json(StoredResource service) {
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
