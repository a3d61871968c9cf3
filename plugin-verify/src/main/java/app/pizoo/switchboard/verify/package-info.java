/**
 * Adds verification of phone numbers and email addresses by one-time codes; start at {@link
 * VerifyPlugin}.
 */
@NullMarked
package app.pizoo.switchboard.verify;

import org.jspecify.annotations.NullMarked;
