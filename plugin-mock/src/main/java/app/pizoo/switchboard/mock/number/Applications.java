package app.pizoo.switchboard.mock.number;

import static app.pizoo.switchboard.mock.rest.Kept.Kind.FLAG;
import static app.pizoo.switchboard.mock.rest.Kept.Kind.TEXT;

import app.pizoo.switchboard.mock.context.BoxContext;
import app.pizoo.switchboard.mock.context.BoxProduct;
import app.pizoo.switchboard.mock.http.BoxReply;
import app.pizoo.switchboard.mock.http.BoxRequest;
import app.pizoo.switchboard.mock.http.BoxRoutes;
import app.pizoo.switchboard.mock.rest.Kept;
import app.pizoo.switchboard.mock.rest.KeptRoutes;
import app.pizoo.switchboard.mock.rest.TwilioDates;
import app.pizoo.switchboard.mock.store.BoundedStore;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** TwiML applications: which program is asked when a browser calls. Safe for all threads. */
public final class Applications implements BoxProduct {
  private static final String BASE = "/2010-04-01/Accounts/{AccountSid}/Applications";
  private static final List<Kept.Field> FIELDS =
      List.of(
          new Kept.Field("FriendlyName", "friendly_name", TEXT, null),
          new Kept.Field("VoiceUrl", "voice_url", TEXT, null),
          new Kept.Field("VoiceMethod", "voice_method", TEXT, "POST"),
          new Kept.Field("VoiceFallbackUrl", "voice_fallback_url", TEXT, null),
          new Kept.Field("VoiceFallbackMethod", "voice_fallback_method", TEXT, "POST"),
          new Kept.Field("VoiceCallerIdLookup", "voice_caller_id_lookup", FLAG, false),
          new Kept.Field("StatusCallback", "status_callback", TEXT, null),
          new Kept.Field("StatusCallbackMethod", "status_callback_method", TEXT, "POST"),
          new Kept.Field("SmsUrl", "sms_url", TEXT, null),
          new Kept.Field("SmsMethod", "sms_method", TEXT, "POST"),
          new Kept.Field("SmsFallbackUrl", "sms_fallback_url", TEXT, null),
          new Kept.Field("SmsFallbackMethod", "sms_fallback_method", TEXT, "POST"),
          new Kept.Field("SmsStatusCallback", "sms_status_callback", TEXT, null),
          new Kept.Field("MessageStatusCallback", "message_status_callback", TEXT, null),
          new Kept.Field(
              "PublicApplicationConnectEnabled",
              "public_application_connect_enabled",
              FLAG,
              false));

  private final BoxContext context;
  private final ServerRoutes server;
  private final BoundedStore<Kept> applications = new BoundedStore<>(1000);

  /** Takes what the box lends. */
  public Applications(BoxContext context) {
    this.context = context;
    server = new ServerRoutes(context);
    String sid = context.account().voiceApplicationSid();
    applications.put(sid, new Kept(sid, context.clock().instant(), FIELDS));
  }

  @Override
  public void register(BoxRoutes routes) {
    routes.twilio("POST", BASE + ".json", this::create);
    new KeptRoutes("applications", applications, context.clock(), this::json)
        .register(routes, BASE);
  }

  /** Whether there is an application of this id. */
  public boolean contains(String sid) {
    return applications.find(sid).isPresent();
  }

  /** Which program carries out an application's calls. */
  public Optional<Hook> voice(String sid) {
    return hook(sid, "voice_url", "voice_method");
  }

  /** Which program is asked when the first one fails. */
  public Optional<Hook> voiceFallback(String sid) {
    return hook(sid, "voice_fallback_url", "voice_fallback_method");
  }

  /** Which program is told how an application's calls go. */
  public Optional<Hook> status(String sid) {
    return hook(sid, "status_callback", "status_callback_method");
  }

  private Optional<Hook> hook(String sid, String url, String method) {
    return applications.find(sid).flatMap(kept -> server.hook(kept, url, method));
  }

  private BoxReply create(BoxRequest request) {
    Kept application = new Kept(context.sids().next("AP"), context.clock().instant(), FIELDS);
    application.apply(request.form(), application.created());
    applications.put(application.sid(), application);
    return BoxReply.created(json(application));
  }

  private JsonObject json(Kept application) {
    String account = context.account().accountSid();
    return application
        .body()
        .put("voice_url", server.url(application, "voice_url"))
        .put("status_callback", server.url(application, "status_callback"))
        .put("sms_url", server.url(application, "sms_url"))
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
