package app.pizoo.switchboard.mock.verify;

import app.pizoo.switchboard.mock.store.BoundedStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** All verifications, by id and by receiver. Safe for all threads. */
final class Verifications {
  private final BoundedStore<Verification> bySid = new BoundedStore<>();
  private final BoundedStore<Verification> byReceiver = new BoundedStore<>();

  /** The one that still runs for a receiver, or else a new one. */
  synchronized Verification liveOr(
      String serviceSid, String to, Instant at, Supplier<Verification> fresh) {
    Optional<Verification> live = latest(serviceSid, to).filter(found -> !found.isOver(at));
    if (live.isPresent()) {
      return live.get();
    }
    Verification verification = fresh.get();
    bySid.put(verification.sid(), verification);
    byReceiver.put(serviceSid + to, verification);
    return verification;
  }

  Optional<Verification> find(String sid) {
    return bySid.find(sid);
  }

  Optional<Verification> latest(String serviceSid, String to) {
    return byReceiver.find(serviceSid + to);
  }

  List<Verification> newestFirst() {
    return bySid.newestFirst(_ -> true);
  }
}
