/** Routes, their guards, requests and responses, and the errors that clients see. */
@NullMarked
package app.pizoo.switchboard.spi.http;

import org.jspecify.annotations.NullMarked;
