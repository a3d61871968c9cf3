package app.pizoo.switchboard.twilio;

import app.pizoo.switchboard.spi.http.Guard;
import java.net.URI;
import java.util.Optional;

/** The Twilio account that plugins share. Every object reachable from here is thread-safe. */
public interface TwilioAccount {

  /** The client of Twilio's REST API. */
  TwilioClient client();

  /** Mints access tokens for Twilio's browser and mobile SDKs. */
  AccessTokens accessTokens();

  /** Admits requests that Twilio signed with the account's auth token. */
  Guard signed();

  /** The number that messages come from and that calls show ({@code TWILIO_FROM}). */
  Optional<PhoneNumber> from();

  /** The messaging service that picks the sending number ({@code TWILIO_MESSAGING_SERVICE_SID}). */
  Optional<String> messagingServiceSid();

  /** The credential for push notifications ({@code TWILIO_PUSH_CREDENTIAL_SID}). */
  Optional<String> pushCredentialSid();

  /** Countries that codes and messages may reach ({@code SWITCHBOARD_COUNTRIES}). */
  Countries countries();

  /** Countries that calls to phone numbers may reach ({@code SWITCHBOARD_DIAL_COUNTRIES}). */
  Countries dialCountries();

  /** Replaces Twilio's edge as the browsers' signaling URL ({@code SWITCHBOARD_SIGNALING_URL}). */
  Optional<URI> signalingUrl();
}
