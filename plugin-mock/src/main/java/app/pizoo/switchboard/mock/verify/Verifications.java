package app.pizoo.switchboard.mock.verify;

import app.pizoo.switchboard.mock.store.BoundedStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** All verifications by SID and by recipient. Thread-safe. */
final class Verifications {
  private final BoundedStore<Verification> bySid = new BoundedStore<>();
  private final BoundedStore<Verification> byReceiver = new BoundedStore<>();

  /** Returns the active verification of a recipient or creates one. */
  synchronized Verification findActiveOrCreate(
      String serviceSid, String to, Instant at, Supplier<Verification> create) {
    Optional<Verification> live = latest(serviceSid, to).filter(found -> !found.isOver(at));
    if (live.isPresent()) {
      return live.get();
    }
    Verification verification = create.get();
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
