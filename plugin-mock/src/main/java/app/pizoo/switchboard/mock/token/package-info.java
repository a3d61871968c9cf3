/** Verification of the browser SDKs' access tokens. */
@NullMarked
package app.pizoo.switchboard.mock.token;

import org.jspecify.annotations.NullMarked;
