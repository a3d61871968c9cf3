package app.pizoo.switchboard.mock.verify;

import java.time.Instant;

/** One sending of a code. */
record Attempt(String sid, String channel, Instant created) {}
