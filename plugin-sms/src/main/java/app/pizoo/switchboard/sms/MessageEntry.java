package app.pizoo.switchboard.sms;

import java.time.Instant;

/**
 * A message as the app's backend sees it.
 *
 * @param masked the recipient's number without most of its digits; empty if it is unknown or erased
 * @param status Twilio's message status
 * @param errorCode Twilio's error code of a failure, else empty
 */
record MessageEntry(String sid, String masked, String status, String errorCode, Instant sentAt) {}
