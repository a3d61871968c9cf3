package app.pizoo.switchboard.server.http;

import app.pizoo.switchboard.connection.HttpListener;
import app.pizoo.switchboard.spi.http.Problem;
import app.pizoo.switchboard.spi.http.ProblemCode;
import app.pizoo.switchboard.spi.http.RequestBody;
import java.util.concurrent.Semaphore;

/**
 * Bounds the memory of all request bodies at once to a part of the heap. A body beyond it is
 * refused with 503 before it is read, because running out of memory would end the process.
 */
final class BodyBudget {
  /** A body exists twice while it is collected, and the heap holds more than bodies. */
  private static final int PART_OF_HEAP = 16;

  private static final int KIB = 1024;

  /** What a streamed body of known length needs at a time. */
  private static final int BUFFER = 16 * KIB;

  private final Semaphore free;

  BodyBudget(long heapBytes) {
    free = new Semaphore(Math.clamp(heapBytes / PART_OF_HEAP / KIB, KIB, Integer.MAX_VALUE));
  }

  /**
   * Takes the memory for a body until the result is closed.
   *
   * @param length the announced length, or negative for one in chunks
   */
  HttpExchange.Resource take(RequestBody body, long length) {
    int kib = (int) ((bytes(body, length) + KIB - 1) / KIB);
    if (!free.tryAcquire(kib)) {
      throw Problem.of(ProblemCode.OVERLOADED, "too many bodies arrive at once");
    }
    return () -> free.release(kib);
  }

  private static long bytes(RequestBody body, long length) {
    if (body.streamed()) {
      return length < 0 ? HttpListener.MAX_STREAMED_CHUNK : Math.min(length, BUFFER);
    }
    return length < 0 ? Math.max(HttpListener.MAX_CHUNK, body.maxBytes()) : length;
  }
}
