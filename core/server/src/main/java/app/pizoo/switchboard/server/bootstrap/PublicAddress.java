package app.pizoo.switchboard.server.bootstrap;

import java.net.URI;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** The address at which clients reach the server, once it is known. */
public final class PublicAddress {
  private final AtomicReference<Optional<URI>> value = new AtomicReference<>(Optional.empty());

  public void set(URI address) {
    value.set(Optional.of(address));
  }

  public Optional<URI> find() {
    return value.get();
  }

  URI get() {
    return find().orElseThrow(() -> new IllegalStateException("the server does not listen yet"));
  }
}
