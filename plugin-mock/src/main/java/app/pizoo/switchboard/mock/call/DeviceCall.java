package app.pizoo.switchboard.mock.call;

import java.util.Map;

/**
 * A call that a browser makes.
 *
 * @param identity the identity in the browser's token
 * @param applicationSid the token's {@code outgoing.application_sid}
 * @param fields the parameters that the browser sent, including {@code To}; must be bounded
 * @param tokenParams the token's {@code outgoing.params}, which the device's fields cannot replace
 * @param offer the device's SDP
 */
public record DeviceCall(
    String identity,
    String applicationSid,
    Map<String, String> fields,
    Map<String, String> tokenParams,
    String offer) {}
