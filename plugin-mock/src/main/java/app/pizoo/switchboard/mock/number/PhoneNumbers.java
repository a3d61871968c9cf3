package app.pizoo.switchboard.mock.number;

import static app.pizoo.switchboard.mock.rest.StoredResource.Kind.FLAG;
import static app.pizoo.switchboard.mock.rest.StoredResource.Kind.TEXT;

import app.pizoo.switchboard.mock.context.BoxContext;
import app.pizoo.switchboard.mock.context.BoxProduct;
import app.pizoo.switchboard.mock.http.BoxRequest;
import app.pizoo.switchboard.mock.http.BoxResponse;
import app.pizoo.switchboard.mock.http.BoxRoutes;
import app.pizoo.switchboard.mock.http.TwilioError;
import app.pizoo.switchboard.mock.json.JsonBody;
import app.pizoo.switchboard.mock.rest.CrudRoutes;
import app.pizoo.switchboard.mock.rest.StoredResource;
import app.pizoo.switchboard.mock.rest.TwilioDates;
import app.pizoo.switchboard.mock.store.BoundedStore;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The account's phone numbers and their webhooks. Thread-safe. */
public final class PhoneNumbers implements BoxProduct {
  /** Twilio's magic sender, which is always valid. */
  private static final String MAGIC = "+15005550006";

  private static final Pattern PHONE = Pattern.compile("\\+[1-9]\\d{6,14}");
  private static final String BASE = "/2010-04-01/Accounts/{AccountSid}/IncomingPhoneNumbers";
  private static final List<StoredResource.Field> FIELDS =
      List.of(
          new StoredResource.Field("FriendlyName", "friendly_name", TEXT, null),
          new StoredResource.Field("PhoneNumber", "phone_number", TEXT, null),
          new StoredResource.Field("VoiceUrl", "voice_url", TEXT, null),
          new StoredResource.Field("VoiceMethod", "voice_method", TEXT, "POST"),
          new StoredResource.Field("VoiceFallbackUrl", "voice_fallback_url", TEXT, null),
          new StoredResource.Field("VoiceFallbackMethod", "voice_fallback_method", TEXT, "POST"),
          new StoredResource.Field("VoiceCallerIdLookup", "voice_caller_id_lookup", FLAG, false),
          new StoredResource.Field("VoiceApplicationSid", "voice_application_sid", TEXT, null),
          new StoredResource.Field("StatusCallback", "status_callback", TEXT, null),
          new StoredResource.Field("StatusCallbackMethod", "status_callback_method", TEXT, "POST"),
          new StoredResource.Field("SmsUrl", "sms_url", TEXT, null),
          new StoredResource.Field("SmsMethod", "sms_method", TEXT, "POST"),
          new StoredResource.Field("SmsFallbackUrl", "sms_fallback_url", TEXT, null),
          new StoredResource.Field("SmsFallbackMethod", "sms_fallback_method", TEXT, "POST"),
          new StoredResource.Field("SmsApplicationSid", "sms_application_sid", TEXT, null),
          new StoredResource.Field("AddressSid", "address_sid", TEXT, null),
          new StoredResource.Field("BundleSid", "bundle_sid", TEXT, null),
          new StoredResource.Field("IdentitySid", "identity_sid", TEXT, null),
          new StoredResource.Field("TrunkSid", "trunk_sid", TEXT, null),
          new StoredResource.Field("EmergencyStatus", "emergency_status", TEXT, "Active"),
          new StoredResource.Field("EmergencyAddressSid", "emergency_address_sid", TEXT, null),
          new StoredResource.Field("VoiceReceiveMode", "voice_receive_mode", TEXT, "voice"));

  private final BoxContext context;
  private final Applications applications;
  private final WebhookUrls urls;
  private final BoundedStore<StoredResource> numbers = new BoundedStore<>(1000);

  /** Takes the shared objects and the applications to which numbers can refer. */
  public PhoneNumbers(BoxContext context, Applications applications) {
    this.context = context;
    this.applications = applications;
    urls = new WebhookUrls(context);
    add(context.account().from());
  }

  @Override
  public void register(BoxRoutes routes) {
    routes.twilio("POST", BASE + ".json", this::create);
    new CrudRoutes("incoming_phone_numbers", numbers, context.clock(), this::json)
        .register(routes, BASE);
  }

  /** Returns whether a number belongs to the account. */
  public boolean owns(String number) {
    return number.equals(MAGIC) || find(number).isPresent();
  }

  /** Returns the webhook for calls to a number: its application's or its own. */
  public Optional<WebhookTarget> voice(String number) {
    return find(number)
        .flatMap(stored ->
            stored
                .text("voice_application_sid")
                .map(applications::voice)
                .orElseGet(() -> urls.target(stored, "voice_url", "voice_method")));
  }

  /** Returns the webhook to try if the first one fails. */
  public Optional<WebhookTarget> voiceFallback(String number) {
    return find(number)
        .flatMap(stored ->
            stored
                .text("voice_application_sid")
                .map(applications::voiceFallback)
                .orElseGet(
                    () -> urls.target(stored, "voice_fallback_url", "voice_fallback_method")));
  }

  /** Returns the status callback for calls to a number. */
  public Optional<WebhookTarget> status(String number) {
    return find(number)
        .flatMap(stored ->
            stored
                .text("voice_application_sid")
                .map(applications::status)
                .orElseGet(() -> urls.target(stored, "status_callback", "status_callback_method")));
  }

  /** Returns the webhook for messages to a number. */
  public Optional<WebhookTarget> sms(String number) {
    return find(number).flatMap(stored -> urls.target(stored, "sms_url", "sms_method"));
  }

  private Optional<StoredResource> find(String number) {
    return numbers
        .newestFirst(stored -> stored.text("phone_number").filter(number::equals).isPresent())
        .stream()
        .findFirst();
  }

  private BoxResponse create(BoxRequest request) {
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
    StoredResource stored = add(number);
    return BoxResponse.created(json(stored.apply(request.form(), stored.created())));
  }

  private StoredResource add(String number) {
    StoredResource stored =
        new StoredResource(context.sids().next("PN"), context.clock().instant(), FIELDS);
    stored.set("phone_number", number);
    stored.set("friendly_name", number);
    numbers.put(stored.sid(), stored);
    return stored;
  }

  private JsonObject json(StoredResource number) {
    String account = context.account().accountSid();
    return number
        .body()
        .put("voice_url", urls.url(number, "voice_url"))
        .put("status_callback", urls.url(number, "status_callback"))
        .put("sms_url", urls.url(number, "sms_url"))
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
