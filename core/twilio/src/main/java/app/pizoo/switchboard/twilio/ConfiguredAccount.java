package app.pizoo.switchboard.twilio;

import app.pizoo.switchboard.spi.http.Guard;
import java.net.URI;
import java.util.Optional;

/** The account as it was configured. */
record ConfiguredAccount(
    TwilioClient client,
    AccessTokens accessTokens,
    Guard signed,
    Optional<PhoneNumber> from,
    Optional<String> messagingServiceSid,
    Optional<String> pushCredentialSid,
    Countries countries,
    Countries dialCountries,
    Optional<URI> signalingUrl)
    implements TwilioAccount {}
