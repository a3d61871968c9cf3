package app.pizoo.switchboard.server.settings;

import static app.pizoo.switchboard.server.settings.KernelTypes.HOST;
import static app.pizoo.switchboard.server.settings.KernelTypes.PORT;
import static app.pizoo.switchboard.server.settings.KernelTypes.path;
import static app.pizoo.switchboard.server.settings.KernelTypes.secret;
import static app.pizoo.switchboard.spi.SettingType.address;
import static app.pizoo.switchboard.spi.SettingType.choice;
import static app.pizoo.switchboard.spi.SettingType.integer;
import static app.pizoo.switchboard.spi.SettingType.text;

import app.pizoo.switchboard.server.http.AddressRange;
import app.pizoo.switchboard.server.http.Origins;
import app.pizoo.switchboard.server.limits.RateLimitMode;
import app.pizoo.switchboard.server.limits.RateLimitOverride;
import app.pizoo.switchboard.server.logging.LogFormat;
import app.pizoo.switchboard.server.permissions.PolicyChoice;
import app.pizoo.switchboard.spi.Requirement;
import app.pizoo.switchboard.spi.Setting;
import app.pizoo.switchboard.spi.SettingType;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** The settings that the kernel owns. */
public final class KernelSettings {
  public static final Setting<String> HTTP_HOST =
      Setting.of(
              "SWITCHBOARD_HTTP_HOST",
              HOST,
              "The address on which the API listens: 127.0.0.1 for this machine only, 0.0.0.0 for"
                  + " every network interface.")
          .orElse("127.0.0.1");

  public static final Setting<Integer> HTTP_PORT =
      Setting.of(
              "SWITCHBOARD_HTTP_PORT",
              PORT,
              "The port on which the API listens; 0 picks a free port and prints it.")
          .orElse("8080");

  public static final Setting<String> OPS_HOST =
      Setting.of(
              "SWITCHBOARD_OPS_HOST",
              HOST,
              "The address on which health and metrics listen. It has no authentication: do not"
                  + " expose it to the internet.")
          .orElse("127.0.0.1");

  public static final Setting<Integer> OPS_PORT =
      Setting.of(
              "SWITCHBOARD_OPS_PORT",
              PORT,
              "The port on which health and metrics listen; 0 picks a free port and prints it.")
          .orElse("9090");

  public static final Setting<URI> PUBLIC_URL =
      Setting.of(
          "SWITCHBOARD_PUBLIC_URL",
          address(),
          "The public URL of this server. Webhooks go there, and their signatures are computed"
              + " over it.");

  public static final Setting<List<AddressRange>> TRUSTED_PROXIES =
      Setting.of(
          "SWITCHBOARD_TRUSTED_PROXIES",
          SettingType.list(AddressRange.type()),
          "Proxies whose X-Forwarded headers are trusted. If unset, these headers are ignored,"
              + " and all clients behind a proxy share its address.");

  public static final Setting<String> JWT_SECRET =
      Setting.of(
              "SWITCHBOARD_JWT_SECRET",
              secret(),
              "The secret with which the app's backend signs its users' tokens (HS256), and this"
                  + " server its policy questions.")
          .secret();

  public static final Setting<String> JWT_SECRET_NEXT =
      Setting.of(
              "SWITCHBOARD_JWT_SECRET_NEXT",
              secret(),
              "A second secret, accepted in addition while secrets are rotated; nothing is signed"
                  + " with it.")
          .secret();

  public static final Setting<URI> JWT_JWKS_URL =
      Setting.of(
          "SWITCHBOARD_JWT_JWKS_URL",
          address(),
          "The URL where the identity provider publishes its signing keys (JWKS).");

  public static final Setting<String> JWT_ISSUER =
      Setting.of(
          "SWITCHBOARD_JWT_ISSUER",
          text(),
          "The required issuer of users' tokens (iss). If unset, any issuer is accepted.");

  public static final Setting<String> JWT_AUDIENCE =
      Setting.of(
          "SWITCHBOARD_JWT_AUDIENCE",
          text(),
          "The required audience of users' tokens (aud). If unset, any audience is accepted.");

  public static final Setting<String> JWT_IDENTITY_CLAIM =
      Setting.of(
              "SWITCHBOARD_JWT_IDENTITY_CLAIM",
              text(),
              "The claim of users' tokens that holds the identity.")
          .orElse("sub");

  public static final Setting<PolicyChoice> POLICY =
      Setting.of(
              "SWITCHBOARD_POLICY",
              PolicyChoice.type(),
              "Who may call whom and join which room: every user (open), what the claims of the"
                  + " app's token allow (claims), or what the app's backend answers at this URL.")
          .inDevelopment("open");

  public static final Setting<Path> DATA =
      Setting.of(
              "SWITCHBOARD_DATA",
              path(),
              "The data folder, such as /var/lib/switchboard: back it up, and keep it outside the"
                  + " product's folder, which an upgrade replaces. A relative path starts at the"
                  + " product's folder. Development uses the subfolder dev.")
          .inDevelopment("data");

  public static final Setting<String> DATABASE_URL =
      Setting.of(
              "SWITCHBOARD_DATABASE_URL",
              text("jdbc:postgresql://\\S+", "jdbc:postgresql://host/database?user=…&password=…"),
              "A PostgreSQL database, needed for several nodes. If unset, SQLite in the data"
                  + " folder.")
          .secret();

  public static final Setting<List<String>> PLUGINS =
      Setting.of(
          "SWITCHBOARD_PLUGINS",
          SettingType.list(text("[a-z][a-z0-9_-]*", "plugin id")),
          "The plugins to run, by id, such as voice,video. An upgrade keeps this choice. If unset,"
              + " all plugins that are present.");

  public static final Setting<Path> PLUGINS_FOLDER =
      Setting.of(
          "SWITCHBOARD_PLUGINS_FOLDER",
          path(),
          "A folder of your own plugins outside the product's folder, so that an upgrade keeps"
              + " them. A plugin there replaces the shipped one with the same id.");

  public static final Setting<Integer> RETENTION_DAYS =
      Setting.of(
              "SWITCHBOARD_RETENTION_DAYS",
              integer(1, 3650),
              "How many days records are kept: calls, room participants and message states.")
          .orElse("90");

  public static final Setting<RateLimitMode> LIMITS =
      Setting.of(
              "SWITCHBOARD_LIMITS",
              choice(RateLimitMode.class),
              "Whether a request over a rate limit is refused (block), or admitted with a log line"
                  + " (report).")
          .orElse("block")
          .inDevelopment("report");

  public static final Setting<List<RateLimitOverride>> LIMIT_RULES =
      Setting.of(
          "SWITCHBOARD_LIMIT_RULES",
          SettingType.list(RateLimitOverride.type()),
          "Overrides of single rate limits, by name: another count, another time, report, block,"
              + " or off. A rate limit set to block refuses even if SWITCHBOARD_LIMITS is report.");

  public static final Setting<Origins> CORS_ORIGINS =
      Setting.of(
              "SWITCHBOARD_CORS_ORIGINS",
              Origins.type(),
              "Web origins whose pages may call the API from the browser (CORS); loopback means all"
                  + " origins on this machine. If unset, only the API's own origin.")
          .inDevelopment("loopback");

  public static final Setting<Path> TLS_CERTIFICATE =
      Setting.of(
          "SWITCHBOARD_TLS_CERTIFICATE",
          path(),
          "PEM file with the certificate chain of the API's listener. If unset, the API speaks"
              + " plain HTTP: put a TLS proxy in front of it.");

  public static final Setting<Path> TLS_PRIVATE_KEY =
      Setting.of(
          "SWITCHBOARD_TLS_PRIVATE_KEY", path(), "PEM file with the certificate's private key.");

  public static final Setting<Path> CA_CERTIFICATES =
      Setting.of(
          "SWITCHBOARD_CA_CERTIFICATES",
          path(),
          "PEM file with the certificates of private authorities (CA) that are trusted beside the"
              + " public ones, by everything that this process connects to.");

  public static final Setting<LogFormat> LOG =
      Setting.of(
              "SWITCHBOARD_LOG",
              choice(LogFormat.class),
              "How log lines are written to standard error: for people (plain) or for machines"
                  + " (json).")
          .orElse("plain");

  private KernelSettings() {}

  /** All kernel settings, in display order. */
  public static List<Setting<?>> all() {
    return List.of(
        HTTP_HOST,
        HTTP_PORT,
        OPS_HOST,
        OPS_PORT,
        PUBLIC_URL,
        TRUSTED_PROXIES,
        JWT_SECRET,
        JWT_SECRET_NEXT,
        JWT_JWKS_URL,
        JWT_ISSUER,
        JWT_AUDIENCE,
        JWT_IDENTITY_CLAIM,
        POLICY,
        DATA,
        DATABASE_URL,
        PLUGINS,
        PLUGINS_FOLDER,
        RETENTION_DAYS,
        LIMITS,
        LIMIT_RULES,
        CORS_ORIGINS,
        TLS_CERTIFICATE,
        TLS_PRIVATE_KEY,
        CA_CERTIFICATES,
        LOG);
  }

  /** The settings that the kernel requires. */
  public static List<Requirement> requirements() {
    return List.of(
        Requirement.anyOf(
            "to authenticate the app's users", JWT_SECRET.name(), JWT_JWKS_URL.name()),
        Requirement.inProduction("to decide who may call whom and join which room", POLICY.name()),
        Requirement.anyOf(
            "to keep data through restarts and upgrades", DATA.name(), DATABASE_URL.name()),
        Requirement.allOrNone("to serve TLS", TLS_CERTIFICATE.name(), TLS_PRIVATE_KEY.name()));
  }
}
