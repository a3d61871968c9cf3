package app.pizoo.switchboard.twilio;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Writes access tokens (RFC 7515, compact form) without a library, whose builders take several
 * times as long as the signature itself: every call begins with a token.
 */
final class SignedTokens implements AccessTokens {
  private static final Pattern VOICE_IDENTITY = Pattern.compile("[A-Za-z0-9_]{1,121}");
  private static final int MAX_VIDEO_NAME_LENGTH = 128;
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final Credentials credentials;
  private final Hmac hmac;
  private final Clock clock;
  private final TokenIds ids;
  private final String header;

  /**
   * Prepares what all tokens share.
   *
   * @param region where clients connect; empty for Twilio's default
   */
  SignedTokens(
      Credentials credentials, Optional<String> region, Clock clock, RandomGenerator random) {
    this.credentials = credentials;
    this.hmac = Hmac.sha256(credentials.keySecret());
    this.clock = clock;
    this.ids = new TokenIds(random);
    JsonText json =
        new JsonText().open().put("typ", "JWT").put("alg", "HS256").put("cty", "twilio-fpa;v=1");
    region.ifPresent(name -> json.put("twr", name));
    this.header = BASE64.encodeToString(json.close().toString().getBytes(UTF_8)) + ".";
  }

  @Override
  public String voice(String identity, VoiceGrant grant) {
    if (!VOICE_IDENTITY.matcher(identity).matches()) {
      throw new IllegalArgumentException("not an identity that Twilio's voice product takes");
    }
    return mint(identity, json -> voice(json.open("voice"), grant).close());
  }

  private static JsonText voice(JsonText json, VoiceGrant grant) {
    if (grant.incoming()) {
      json.open("incoming").put("allow", true).close();
    }
    grant.outgoing().ifPresent(outgoing -> outgoing(json.open("outgoing"), outgoing).close());
    grant.pushCredentialSid().ifPresent(sid -> json.put("push_credential_sid", sid));
    return json;
  }

  private static JsonText outgoing(JsonText json, Outgoing outgoing) {
    json.put("application_sid", outgoing.applicationSid());
    return outgoing.parameters().isEmpty()
        ? json
        : json.open("params").putAll(outgoing.parameters()).close();
  }

  @Override
  public String video(String identity, String room) {
    mustBeVideoName(identity);
    mustBeVideoName(room);
    return mint(identity, json -> json.open("video").put("room", room).close());
  }

  private static void mustBeVideoName(String name) {
    // Half a surrogate pair would be written as a question mark: one identity in place of another.
    if (name.isBlank()
        || name.codePointCount(0, name.length()) > MAX_VIDEO_NAME_LENGTH
        || !UTF_8.newEncoder().canEncode(name)) {
      throw new IllegalArgumentException("not a name that Twilio's video product takes");
    }
  }

  private String mint(String identity, Consumer<JsonText> grant) {
    long now = clock.instant().getEpochSecond();
    JsonText json =
        new JsonText()
            .open()
            .put("jti", credentials.keySid() + "-" + ids.next())
            .put("iss", credentials.keySid())
            .put("sub", credentials.accountSid())
            .put("iat", now)
            .put("exp", now + LIFETIME.toSeconds())
            .open("grants")
            .put("identity", identity);
    grant.accept(json);
    byte[] payload = json.close().close().toString().getBytes(UTF_8);
    String signed = header + BASE64.encodeToString(payload);
    return signed + "." + BASE64.encodeToString(hmac.of(signed.getBytes(US_ASCII)));
  }
}
