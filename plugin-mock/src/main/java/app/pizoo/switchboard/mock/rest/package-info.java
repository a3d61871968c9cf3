/** What Twilio's REST resources have in common: JSON, dates, pages, kept fields. */
@NullMarked
package app.pizoo.switchboard.mock.rest;

import org.jspecify.annotations.NullMarked;
