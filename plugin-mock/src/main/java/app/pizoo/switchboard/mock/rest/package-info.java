/** The common parts of Twilio's REST resources: dates, pages and stored fields. */
@NullMarked
package app.pizoo.switchboard.mock.rest;

import org.jspecify.annotations.NullMarked;
