package app.pizoo.switchboard.mock.number;

import static app.pizoo.switchboard.mock.rest.Kept.Kind.FLAG;
import static app.pizoo.switchboard.mock.rest.Kept.Kind.TEXT;

import app.pizoo.switchboard.mock.context.BoxContext;
import app.pizoo.switchboard.mock.context.BoxProduct;
import app.pizoo.switchboard.mock.http.BoxReply;
import app.pizoo.switchboard.mock.http.BoxRequest;
import app.pizoo.switchboard.mock.http.BoxRoutes;
import app.pizoo.switchboard.mock.http.TwilioError;
import app.pizoo.switchboard.mock.rest.JsonBody;
import app.pizoo.switchboard.mock.rest.Kept;
import app.pizoo.switchboard.mock.rest.KeptRoutes;
import app.pizoo.switchboard.mock.rest.TwilioDates;
import app.pizoo.switchboard.mock.store.BoundedStore;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The account's phone numbers, and which programs answer them. Safe for all threads. */
public final class PhoneNumbers implements BoxProduct {
  /** Twilio's magic sender, which always may send. */
  private static final String MAGIC = "+15005550006";

  private static final Pattern PHONE = Pattern.compile("\\+[1-9]\\d{6,14}");
  private static final String BASE = "/2010-04-01/Accounts/{AccountSid}/IncomingPhoneNumbers";
  private static final List<Kept.Field> FIELDS =
      List.of(
          new Kept.Field("FriendlyName", "friendly_name", TEXT, null),
          new Kept.Field("PhoneNumber", "phone_number", TEXT, null),
          new Kept.Field("VoiceUrl", "voice_url", TEXT, null),
          new Kept.Field("VoiceMethod", "voice_method", TEXT, "POST"),
          new Kept.Field("VoiceFallbackUrl", "voice_fallback_url", TEXT, null),
          new Kept.Field("VoiceFallbackMethod", "voice_fallback_method", TEXT, "POST"),
          new Kept.Field("VoiceCallerIdLookup", "voice_caller_id_lookup", FLAG, false),
          new Kept.Field("VoiceApplicationSid", "voice_application_sid", TEXT, null),
          new Kept.Field("StatusCallback", "status_callback", TEXT, null),
          new Kept.Field("StatusCallbackMethod", "status_callback_method", TEXT, "POST"),
          new Kept.Field("SmsUrl", "sms_url", TEXT, null),
          new Kept.Field("SmsMethod", "sms_method", TEXT, "POST"),
          new Kept.Field("SmsFallbackUrl", "sms_fallback_url", TEXT, null),
          new Kept.Field("SmsFallbackMethod", "sms_fallback_method", TEXT, "POST"),
          new Kept.Field("SmsApplicationSid", "sms_application_sid", TEXT, null),
          new Kept.Field("AddressSid", "address_sid", TEXT, null),
          new Kept.Field("BundleSid", "bundle_sid", TEXT, null),
          new Kept.Field("IdentitySid", "identity_sid", TEXT, null),
          new Kept.Field("TrunkSid", "trunk_sid", TEXT, null),
          new Kept.Field("EmergencyStatus", "emergency_status", TEXT, "Active"),
          new Kept.Field("EmergencyAddressSid", "emergency_address_sid", TEXT, null),
          new Kept.Field("VoiceReceiveMode", "voice_receive_mode", TEXT, "voice"));

  private final BoxContext context;
  private final Applications applications;
  private final ServerRoutes server;
  private final BoundedStore<Kept> numbers = new BoundedStore<>(1000);

  /** Takes what the box lends, and the applications that may answer a number's calls. */
  public PhoneNumbers(BoxContext context, Applications applications) {
    this.context = context;
    this.applications = applications;
    server = new ServerRoutes(context);
    add(context.account().from());
  }

  @Override
  public void register(BoxRoutes routes) {
    routes.twilio("POST", BASE + ".json", this::create);
    new KeptRoutes("incoming_phone_numbers", numbers, context.clock(), this::json)
        .register(routes, BASE);
  }

  /** Whether a number belongs to the account. */
  public boolean owns(String number) {
    return number.equals(MAGIC) || find(number).isPresent();
  }

  /** Which program answers calls to a number: its application's, or its own. */
  public Optional<Hook> voice(String number) {
    return find(number)
        .flatMap(kept ->
            kept.text("voice_application_sid")
                .map(applications::voice)
                .orElseGet(() -> server.hook(kept, "voice_url", "voice_method")));
  }

  /** Which program is asked when the first one fails. */
  public Optional<Hook> voiceFallback(String number) {
    return find(number)
        .flatMap(kept ->
            kept.text("voice_application_sid")
                .map(applications::voiceFallback)
                .orElseGet(() -> server.hook(kept, "voice_fallback_url", "voice_fallback_method")));
  }

  /** Which program is told how calls to a number go. */
  public Optional<Hook> status(String number) {
    return find(number)
        .flatMap(kept ->
            kept.text("voice_application_sid")
                .map(applications::status)
                .orElseGet(() -> server.hook(kept, "status_callback", "status_callback_method")));
  }

  /** Which program answers messages to a number. */
  public Optional<Hook> sms(String number) {
    return find(number).flatMap(kept -> server.hook(kept, "sms_url", "sms_method"));
  }

  private Optional<Kept> find(String number) {
    return numbers
        .newestFirst(kept -> kept.text("phone_number").filter(number::equals).isPresent())
        .stream()
        .findFirst();
  }

  private BoxReply create(BoxRequest request) {
    String number =
        request
            .form()
            .find("PhoneNumber")
            .or(() -> request.form().find("AreaCode").map(code -> "+1" + code + "5550100"))
            .orElseThrow(() -> new TwilioError(400, 21452, "No phone number or area code given"));
    if (number.equals("+15005550000")) {
      throw new TwilioError(400, 21422, number + " is not available.");
    }
    if (!PHONE.matcher(number).matches() || number.equals("+15005550001")) {
      throw new TwilioError(400, 21421, number + " is not a valid phone number.");
    }
    if (find(number).isPresent()) {
      throw new TwilioError(400, 21422, number + " is not available.");
    }
    Kept kept = add(number);
    return BoxReply.created(json(kept.apply(request.form(), kept.created())));
  }

  private Kept add(String number) {
    Kept kept = new Kept(context.sids().next("PN"), context.clock().instant(), FIELDS);
    kept.set("phone_number", number);
    kept.set("friendly_name", number);
    numbers.put(kept.sid(), kept);
    return kept;
  }

  private JsonObject json(Kept number) {
    String account = context.account().accountSid();
    return number
        .body()
        .put("voice_url", server.url(number, "voice_url"))
        .put("status_callback", server.url(number, "status_callback"))
        .put("sms_url", server.url(number, "sms_url"))
        .put("sid", number.sid())
        .put("account_sid", account)
        .put("api_version", "2010-04-01")
        .put("address_requirements", "none")
        .put("beta", false)
        .put(
            "capabilities",
            JsonBody.object()
                .put("voice", true)
                .put("sms", true)
                .put("mms", true)
                .put("fax", false))
        .put("emergency_address_status", "unregistered")
        .put("origin", "twilio")
        .put("status", "in-use")
        .put("type", "local")
        .put("date_created", TwilioDates.rfc2822(number.created()))
        .put("date_updated", TwilioDates.rfc2822(number.updated()))
        .put(
            "uri",
            "/2010-04-01/Accounts/" + account + "/IncomingPhoneNumbers/" + number.sid() + ".json")
        .build();
  }
}
