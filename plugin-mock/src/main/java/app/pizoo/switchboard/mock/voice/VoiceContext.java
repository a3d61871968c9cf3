package app.pizoo.switchboard.mock.voice;

import app.pizoo.switchboard.mock.call.DeviceCalls;
import app.pizoo.switchboard.mock.call.Devices;
import app.pizoo.switchboard.mock.context.BoxContext;
import app.pizoo.switchboard.mock.fault.Faults;
import app.pizoo.switchboard.mock.token.AccessTokens;
import java.util.Map;

/**
 * What all browsers' connections share.
 *
 * @param box what the box lends
 * @param faults what goes wrong with connections
 * @param tokens checks access tokens
 * @param devices who can be called
 * @param calls carries out calls that browsers make
 * @param silence describes media that is not there
 * @param legs the legs that a browser can take up again, by their tokens
 */
record VoiceContext(
    BoxContext box,
    Faults faults,
    AccessTokens tokens,
    Devices devices,
    DeviceCalls calls,
    SilentMedia silence,
    Map<String, VoiceLeg> legs) {}
