package app.pizoo.switchboard.mock.call;

import java.util.Map;
import java.util.Optional;

/**
 * The information that a callee gets with an incoming call.
 *
 * @param from the caller ID: a number, or {@code client:} plus an identity
 * @param to a number, or {@code client:} plus an identity
 * @param parameters the custom parameters, in order
 * @param offer the SDP of the browser at the other end; empty if a phone or the box itself calls
 */
public record Ring(
    String from, String to, Map<String, String> parameters, Optional<String> offer) {}
