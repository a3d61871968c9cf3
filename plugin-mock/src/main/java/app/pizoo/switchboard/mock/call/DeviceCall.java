package app.pizoo.switchboard.mock.call;

import java.util.Map;

/**
 * A call that a browser's device makes.
 *
 * @param identity whose device it is, from its token
 * @param applicationSid the token's {@code outgoing.application_sid}
 * @param fields what the device sent along, {@code To} among them; must be bounded
 * @param tokenParams the token's {@code outgoing.params}, which the device's fields cannot replace
 * @param offer the device's SDP
 */
public record DeviceCall(
    String identity,
    String applicationSid,
    Map<String, String> fields,
    Map<String, String> tokenParams,
    String offer) {}
