package app.pizoo.switchboard.twilio;

import app.pizoo.switchboard.spi.Loopback;
import app.pizoo.switchboard.spi.Requirement;
import app.pizoo.switchboard.spi.Setting;
import app.pizoo.switchboard.spi.SettingType;
import app.pizoo.switchboard.spi.Settings;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the operator says about the account. Has no text form, since it holds secrets. */
final class TwilioSettings {
  static final Setting<String> ACCOUNT_SID =
      Setting.of(
          "TWILIO_ACCOUNT_SID",
          sid("AC"),
          "The account that pays for calls and messages. Set all four credentials, or none.");
  static final Setting<String> API_KEY_SID =
      Setting.of(
          "TWILIO_API_KEY_SID",
          sid("SK"),
          "The API key for requests and access tokens. It must be a standard key: restricted"
              + " keys cannot create access tokens.");
  static final Setting<String> API_KEY_SECRET =
      Setting.of(
              "TWILIO_API_KEY_SECRET",
              SettingType.text("[!-~]{32,256}", "at least 32 characters without blanks"),
              "The API key's secret. Twilio shows it once, when the key is created.")
          .secret();
  static final Setting<String> AUTH_TOKEN =
      Setting.of(
              "TWILIO_AUTH_TOKEN",
              authToken(),
              "The account's primary auth token. Twilio signs webhooks with it.")
          .secret();
  static final Setting<String> AUTH_TOKEN_NEXT =
      Setting.of(
              "TWILIO_AUTH_TOKEN_NEXT",
              authToken(),
              "The secondary auth token, accepted in addition while tokens are rotated.")
          .secret();
  static final Setting<String> REGION =
      Setting.of(
          "TWILIO_REGION",
          SettingType.text("[a-z]{2}[1-9]", "a region like ie1"),
          "Where Twilio handles requests. The credentials must be that region's own. Twilio's"
              + " default is us1.");
  static final Setting<String> EDGE =
      Setting.of(
          "TWILIO_EDGE",
          SettingType.text("[a-z]+(-[a-z0-9]+)*", "an edge location like dublin"),
          "Where requests enter Twilio's network. Always set it together with the region.");
  static final Setting<String> PUSH_CREDENTIAL_SID =
      Setting.of(
          "TWILIO_PUSH_CREDENTIAL_SID",
          sid("CR"),
          "The push credential that lets calls ring in closed mobile apps.");
  static final Setting<PhoneNumber> FROM =
      Setting.of(
          "TWILIO_FROM",
          SettingType.of("a phone number of the account, like +12025550123", TwilioSettings::from),
          "The sender of messages and the caller ID of calls.");
  static final Setting<String> MESSAGING_SERVICE_SID =
      Setting.of(
          "TWILIO_MESSAGING_SERVICE_SID",
          sid("MG"),
          "The messaging service that selects the sender of messages. It takes precedence over"
              + " TWILIO_FROM.");
  static final Setting<Countries> COUNTRIES =
      Setting.of(
              "SWITCHBOARD_COUNTRIES",
              SettingType.of(CountryList.FORM, CountryList::parse),
              "Countries that codes and messages may reach. Each additional country widens the"
                  + " surface for toll fraud.")
          .inDevelopment("all");
  static final Setting<Countries> DIAL_COUNTRIES =
      Setting.of(
              "SWITCHBOARD_DIAL_COUNTRIES",
              SettingType.of(CountryList.FORM, CountryList::parse),
              "Countries whose phone numbers may be called.")
          .orElse("none");
  static final Setting<URI> BASE_URL =
      Setting.of(
          "SWITCHBOARD_TWILIO_BASE_URL",
          SettingType.address(),
          "Sends every REST request to this URL instead of Twilio's, with the same path and"
              + " query, and Twilio's host name in X-Forwarded-Host: for tests and relays.");

  static final Setting<URI> SIGNALING_URL =
      Setting.of(
          "SWITCHBOARD_SIGNALING_URL",
          SettingType.of("ws:// or wss:// address on loopback", TwilioSettings::signaling),
          "Where browsers signal calls and rooms instead of at Twilio's edge: for tests.");

  static final List<Setting<?>> ALL =
      List.of(
          ACCOUNT_SID,
          API_KEY_SID,
          API_KEY_SECRET,
          AUTH_TOKEN,
          AUTH_TOKEN_NEXT,
          REGION,
          EDGE,
          PUSH_CREDENTIAL_SID,
          FROM,
          MESSAGING_SERVICE_SID,
          COUNTRIES,
          DIAL_COUNTRIES,
          BASE_URL,
          SIGNALING_URL);

  static final List<Requirement> REQUIREMENTS =
      List.of(
          Requirement.allOf(
              "to use Twilio at all",
              ACCOUNT_SID.name(),
              API_KEY_SID.name(),
              API_KEY_SECRET.name(),
              AUTH_TOKEN.name()),
          // Hosts are {product}.{edge}.{region}.twilio.com; those with the region alone are gone.
          Requirement.allOrNone("to choose where requests go", REGION.name(), EDGE.name()));

  private final Settings settings;

  TwilioSettings(Settings settings) {
    this.settings = settings;
  }

  Credentials credentials() {
    return new Credentials(
        settings.get(ACCOUNT_SID), settings.get(API_KEY_SID), settings.get(API_KEY_SECRET));
  }

  /** The tokens that webhooks may be signed with. */
  List<String> authTokens() {
    return Stream.concat(
            Stream.of(settings.get(AUTH_TOKEN)), settings.find(AUTH_TOKEN_NEXT).stream())
        .toList();
  }

  Optional<String> region() {
    return settings.find(REGION);
  }

  Optional<String> edge() {
    return settings.find(EDGE);
  }

  Optional<String> pushCredentialSid() {
    return settings.find(PUSH_CREDENTIAL_SID);
  }

  Optional<PhoneNumber> from() {
    return settings.find(FROM);
  }

  Optional<String> messagingServiceSid() {
    return settings.find(MESSAGING_SERVICE_SID);
  }

  Countries countries() {
    return settings.find(COUNTRIES).orElse(CountryList.NONE);
  }

  Countries dialCountries() {
    return settings.get(DIAL_COUNTRIES);
  }

  Optional<URI> baseUrl() {
    return settings.find(BASE_URL);
  }

  Optional<URI> signalingUrl() {
    return settings.find(SIGNALING_URL);
  }

  private static URI signaling(String text) {
    try {
      URI uri = new URI(text);
      boolean webSocket = "ws".equals(uri.getScheme()) || "wss".equals(uri.getScheme());
      if (webSocket && uri.getHost() != null && Loopback.isLoopback(uri.getHost())) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // said below, without repeating the text
    }
    throw new IllegalArgumentException("expected a ws:// or wss:// address on loopback");
  }

  private static SettingType<String> sid(String prefix) {
    return SettingType.text(prefix + "[0-9a-fA-F]{32}", prefix + " and 32 hexadecimal digits");
  }

  private static SettingType<String> authToken() {
    return SettingType.text("[0-9a-fA-F]{32}", "32 hexadecimal digits");
  }

  private static PhoneNumber from(String text) {
    return PhoneNumber.find(text)
        .orElseThrow(
            () -> new IllegalArgumentException("expected a phone number like +12025550123"));
  }
}
