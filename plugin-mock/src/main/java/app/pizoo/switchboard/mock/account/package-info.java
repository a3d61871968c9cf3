/** The account whose Twilio the box emulates. */
@NullMarked
package app.pizoo.switchboard.mock.account;

import org.jspecify.annotations.NullMarked;
