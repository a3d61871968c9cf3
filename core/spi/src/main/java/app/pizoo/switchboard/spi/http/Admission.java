package app.pizoo.switchboard.spi.http;

/**
 * A guard's decision to let a request in. The kernel closes it once when the request ends: when the
 * handler has returned or failed or, for a streamed response, when the last byte was written.
 *
 * @param caller who sent the request
 * @param onClose frees what the guard holds for the request, such as a place among those in flight
 */
public record Admission(Caller caller, Runnable onClose) implements AutoCloseable {

  /** An admission that holds nothing. */
  public static Admission of(Caller caller) {
    return new Admission(caller, () -> {});
  }

  @Override
  public void close() {
    onClose.run();
  }
}
