package app.pizoo.switchboard.mock.call;

import java.util.Map;
import java.util.Optional;

/**
 * What a callee learns when it is called.
 *
 * @param from the caller as it is shown: a number, or {@code client:} and an identity
 * @param to a number, or {@code client:} and an identity
 * @param parameters the custom parameters, in order
 * @param offer the SDP of the browser at the other end; empty if a phone or the box itself calls
 */
public record Ring(
    String from, String to, Map<String, String> parameters, Optional<String> offer) {}
