/** Adds sending and receiving text messages; start at {@link SmsPlugin}. */
@NullMarked
package app.pizoo.switchboard.sms;

import org.jspecify.annotations.NullMarked;
