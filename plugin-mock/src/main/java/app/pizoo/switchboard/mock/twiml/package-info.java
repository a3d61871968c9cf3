/** TwiML for calls: what a program answers, checked and read. */
@NullMarked
package app.pizoo.switchboard.mock.twiml;

import org.jspecify.annotations.NullMarked;
