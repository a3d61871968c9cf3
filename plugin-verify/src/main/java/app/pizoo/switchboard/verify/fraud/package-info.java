/**
 * Protection against toll fraud, guessing and user enumeration: rate limits, captchas, conversion
 * rates, line types, and equal response times.
 */
@NullMarked
package app.pizoo.switchboard.verify.fraud;

import org.jspecify.annotations.NullMarked;
