package app.pizoo.switchboard.mock.number;

import static app.pizoo.switchboard.mock.rest.StoredResource.Kind.FLAG;
import static app.pizoo.switchboard.mock.rest.StoredResource.Kind.TEXT;

import app.pizoo.switchboard.mock.context.BoxContext;
import app.pizoo.switchboard.mock.context.BoxProduct;
import app.pizoo.switchboard.mock.http.BoxRequest;
import app.pizoo.switchboard.mock.http.BoxResponse;
import app.pizoo.switchboard.mock.http.BoxRoutes;
import app.pizoo.switchboard.mock.rest.CrudRoutes;
import app.pizoo.switchboard.mock.rest.StoredResource;
import app.pizoo.switchboard.mock.rest.TwilioDates;
import app.pizoo.switchboard.mock.store.BoundedStore;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** TwiML applications, which supply the webhooks for browser calls. Thread-safe. */
public final class Applications implements BoxProduct {
  private static final String BASE = "/2010-04-01/Accounts/{AccountSid}/Applications";
  private static final List<StoredResource.Field> FIELDS =
      List.of(
          new StoredResource.Field("FriendlyName", "friendly_name", TEXT, null),
          new StoredResource.Field("VoiceUrl", "voice_url", TEXT, null),
          new StoredResource.Field("VoiceMethod", "voice_method", TEXT, "POST"),
          new StoredResource.Field("VoiceFallbackUrl", "voice_fallback_url", TEXT, null),
          new StoredResource.Field("VoiceFallbackMethod", "voice_fallback_method", TEXT, "POST"),
          new StoredResource.Field("VoiceCallerIdLookup", "voice_caller_id_lookup", FLAG, false),
          new StoredResource.Field("StatusCallback", "status_callback", TEXT, null),
          new StoredResource.Field("StatusCallbackMethod", "status_callback_method", TEXT, "POST"),
          new StoredResource.Field("SmsUrl", "sms_url", TEXT, null),
          new StoredResource.Field("SmsMethod", "sms_method", TEXT, "POST"),
          new StoredResource.Field("SmsFallbackUrl", "sms_fallback_url", TEXT, null),
          new StoredResource.Field("SmsFallbackMethod", "sms_fallback_method", TEXT, "POST"),
          new StoredResource.Field("SmsStatusCallback", "sms_status_callback", TEXT, null),
          new StoredResource.Field("MessageStatusCallback", "message_status_callback", TEXT, null),
          new StoredResource.Field(
              "PublicApplicationConnectEnabled",
              "public_application_connect_enabled",
              FLAG,
              false));

  private final BoxContext context;
  private final WebhookUrls urls;
  private final BoundedStore<StoredResource> applications = new BoundedStore<>(1000);

  /** Takes the shared objects of the box. */
  public Applications(BoxContext context) {
    this.context = context;
    urls = new WebhookUrls(context);
    String sid = context.account().voiceApplicationSid();
    applications.put(sid, new StoredResource(sid, context.clock().instant(), FIELDS));
  }

  @Override
  public void register(BoxRoutes routes) {
    routes.twilio("POST", BASE + ".json", this::create);
    new CrudRoutes("applications", applications, context.clock(), this::json)
        .register(routes, BASE);
  }

  /** Returns whether an application exists. */
  public boolean contains(String sid) {
    return applications.find(sid).isPresent();
  }

  /** Returns the webhook for an application's calls. */
  public Optional<WebhookTarget> voice(String sid) {
    return hook(sid, "voice_url", "voice_method");
  }

  /** Returns the webhook to try if the first one fails. */
  public Optional<WebhookTarget> voiceFallback(String sid) {
    return hook(sid, "voice_fallback_url", "voice_fallback_method");
  }

  /** Returns the status callback of an application's calls. */
  public Optional<WebhookTarget> status(String sid) {
    return hook(sid, "status_callback", "status_callback_method");
  }

  private Optional<WebhookTarget> hook(String sid, String url, String method) {
    return applications.find(sid).flatMap(stored -> urls.target(stored, url, method));
  }

  private BoxResponse create(BoxRequest request) {
    StoredResource application =
        new StoredResource(context.sids().next("AP"), context.clock().instant(), FIELDS);
    application.apply(request.form(), application.created());
    applications.put(application.sid(), application);
    return BoxResponse.created(json(application));
  }

  private JsonObject json(StoredResource application) {
    String account = context.account().accountSid();
    return application
        .body()
        .put("voice_url", urls.url(application, "voice_url"))
        .put("status_callback", urls.url(application, "status_callback"))
        .put("sms_url", urls.url(application, "sms_url"))
        .put("sid", application.sid())
        .put("account_sid", account)
        .put("api_version", "2010-04-01")
        .put("date_created", TwilioDates.rfc2822(application.created()))
        .put("date_updated", TwilioDates.rfc2822(application.updated()))
        .put(
            "uri",
            "/2010-04-01/Accounts/" + account + "/Applications/" + application.sid() + ".json")
        .build();
  }
}
