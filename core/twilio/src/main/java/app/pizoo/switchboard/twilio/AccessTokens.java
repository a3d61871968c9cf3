package app.pizoo.switchboard.twilio;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Mints access tokens (JWS, HS256, {@code cty} twilio-fpa;v=1). Does no I/O and takes no lock. */
public interface AccessTokens {

  /** How long tokens are valid: an hour. */
  Duration LIFETIME = Duration.ofHours(1);

  /** Mints a token for voice calls. The identity must be letters, digits and underscores, ≤ 121. */
  String voice(String identity, VoiceGrant grant);

  /** Mints a token for one video room; a token without room would open every room. */
  String video(String identity, String room);

  /**
   * What a voice token allows.
   *
   * @param outgoing the TwiML application that outgoing calls run through; empty for receive only
   * @param incoming whether calls can be received
   * @param pushCredentialSid the credential for push notifications
   */
  record VoiceGrant(
      Optional<Outgoing> outgoing, boolean incoming, Optional<String> pushCredentialSid) {}

  /**
   * Where outgoing calls go.
   *
   * @param applicationSid the TwiML application
   * @param parameters fields that Twilio adds to the application's voice request
   */
  record Outgoing(String applicationSid, Map<String, String> parameters) {}
}
