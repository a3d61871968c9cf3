package app.pizoo.switchboard.verify;

import app.pizoo.switchboard.spi.Setting;
import app.pizoo.switchboard.spi.SettingType;
import app.pizoo.switchboard.spi.Settings;
import app.pizoo.switchboard.spi.ThrottledLogger;
import app.pizoo.switchboard.verify.fraud.Captcha;
import app.pizoo.switchboard.verify.fraud.SiteVerify;
import app.pizoo.switchboard.verify.request.AuthMode;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The plugin's settings.
 *
 * @param serviceSid the Verify service
 * @param authMode who may start and check codes
 * @param captcha when a captcha is demanded; empty for never
 * @param proofKeys how long each key signs proofs
 * @param lookup whether Twilio Lookup is used for line types
 */
record VerifySettings(
    String serviceSid,
    AuthMode authMode,
    Optional<Captcha.Policy> captcha,
    Duration proofKeys,
    boolean lookup) {
  static final Setting<String> SERVICE_SID =
      Setting.of(
          "TWILIO_VERIFY_SERVICE_SID",
          SettingType.text("VA[0-9a-fA-F]{32}", "VA and 32 hexadecimal digits"),
          "The Verify service that sends and checks codes. Code length, texts and channels are"
              + " set there, in Twilio's console.");

  static final Setting<AuthMode> ACCESS =
      Setting.of(
              "SWITCHBOARD_VERIFY_ACCESS",
              SettingType.choice(AuthMode.class),
              "Who may start and check verifications: everybody, for sign-up (open), signed-in"
                  + " users (user), or only the app's backend with the scope verify (service).")
          .orElse("open");

  static final Setting<Captcha.Policy> CAPTCHA =
      Setting.of(
          "SWITCHBOARD_CAPTCHA",
          SettingType.choice(Captcha.Policy.class),
          "When a start needs the token of a solved captcha: on risk"
              + " (docs/operate/verification.md lists the rules), or always. Without it never."
              + " The app's backend (access service) never needs one.");

  static final Setting<URI> CAPTCHA_VERIFY_URL =
      Setting.of(
          "SWITCHBOARD_CAPTCHA_VERIFY_URL",
          SettingType.address(),
          "Where captcha tokens are verified, such as"
              + " https://challenges.cloudflare.com/turnstile/v0/siteverify,"
              + " https://api.hcaptcha.com/siteverify or"
              + " https://www.google.com/recaptcha/api/siteverify (version 2: scores are"
              + " ignored). While it does not respond, codes that need a captcha are not sent.");

  static final Setting<String> CAPTCHA_SECRET =
      Setting.of(
              "SWITCHBOARD_CAPTCHA_SECRET",
              SettingType.text(),
              "The captcha's secret key, from its provider.")
          .secret();

  static final Setting<List<String>> CAPTCHA_HOSTNAMES =
      Setting.of(
          "SWITCHBOARD_CAPTCHA_HOSTNAMES",
          SettingType.list(SettingType.text("[A-Za-z0-9.-]{1,253}", "host names")),
          "The host names of pages on which captchas may be solved. Without it any.");

  static final Setting<Integer> PROOF_KEY_DAYS =
      Setting.of(
              "SWITCHBOARD_PROOF_KEY_DAYS",
              SettingType.integer(1, 3650),
              "How many days a key signs proofs before the next key takes over.")
          .orElse("30");

  /** The values of a setting that turns a paid feature on or off. */
  enum Switch {
    OFF,
    ON
  }

  static final Setting<Switch> LOOKUP =
      Setting.of(
              "SWITCHBOARD_VERIFY_LOOKUP",
              SettingType.choice(Switch.class),
              "Whether to ask Twilio Lookup for a number's line type before a code is sent to"
                  + " it. Twilio charges for each number that was not looked up within a week.")
          .orElse("off");

  static final List<Setting<?>> ALL =
      List.of(
          SERVICE_SID,
          ACCESS,
          PROOF_KEY_DAYS,
          LOOKUP,
          CAPTCHA,
          CAPTCHA_VERIFY_URL,
          CAPTCHA_SECRET,
          CAPTCHA_HOSTNAMES);

  static VerifySettings from(Settings settings) {
    return new VerifySettings(
        settings.get(SERVICE_SID),
        settings.get(ACCESS),
        settings.find(CAPTCHA),
        Duration.ofDays(settings.get(PROOF_KEY_DAYS)),
        settings.get(LOOKUP) == Switch.ON);
  }

  /** The configured captcha provider. */
  static SiteVerify siteVerify(Settings settings, ThrottledLogger logger) {
    return new SiteVerify(
        settings.get(CAPTCHA_VERIFY_URL),
        settings.get(CAPTCHA_SECRET),
        Set.copyOf(settings.find(CAPTCHA_HOSTNAMES).orElse(List.of())),
        logger);
  }
}
