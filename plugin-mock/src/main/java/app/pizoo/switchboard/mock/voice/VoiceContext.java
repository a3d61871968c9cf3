package app.pizoo.switchboard.mock.voice;

import app.pizoo.switchboard.mock.call.DeviceCalls;
import app.pizoo.switchboard.mock.call.Devices;
import app.pizoo.switchboard.mock.context.BoxContext;
import app.pizoo.switchboard.mock.fault.Faults;
import app.pizoo.switchboard.mock.token.AccessTokens;
import java.util.Map;

/**
 * The objects that all voice connections share.
 *
 * @param box the shared objects of the box
 * @param faults the faults to inject into connections
 * @param tokens verifies access tokens
 * @param devices the registered browsers
 * @param calls executes the calls that browsers make
 * @param silence describes silent media
 * @param legs the legs that a browser can resume, by their tokens
 */
record VoiceContext(
    BoxContext box,
    Faults faults,
    AccessTokens tokens,
    Devices devices,
    DeviceCalls calls,
    SilentMedia silence,
    Map<String, VoiceLeg> legs) {}
