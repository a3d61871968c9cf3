package app.pizoo.switchboard.connection;

import io.helidon.common.context.Context;
import io.helidon.http.encoding.ContentEncodingContext;
import io.helidon.http.media.MediaContext;
import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.ListenerContext;
import io.helidon.webserver.http.DirectHandlers;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** What Helidon's connections share. */
record ListenerResources(
    Context context,
    MediaContext mediaContext,
    ContentEncodingContext contentEncodingContext,
    DirectHandlers directHandlers,
    ListenerConfig config,
    DateHeader date,
    ExecutorService executor)
    implements ListenerContext {

  static ListenerResources of(ListenerConfig config, InstantSource clock) {
    DateHeader date = new DateHeader(clock);
    return new ListenerResources(
        Context.create(),
        MediaContext.create(),
        ContentEncodingContext.create(),
        MalformedRequests.around(config.directHandlers().orElseGet(DirectHandlers::create), date),
        config,
        date,
        Executors.newVirtualThreadPerTaskExecutor());
  }
}
