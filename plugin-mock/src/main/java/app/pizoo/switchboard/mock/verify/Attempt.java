package app.pizoo.switchboard.mock.verify;

import java.time.Instant;

/** One attempt to send a code. */
record Attempt(String sid, String channel, Instant created) {}
