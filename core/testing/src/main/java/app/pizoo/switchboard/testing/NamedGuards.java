package app.pizoo.switchboard.testing;

import app.pizoo.switchboard.spi.http.Admission;
import app.pizoo.switchboard.spi.http.Caller;
import app.pizoo.switchboard.spi.http.Guard;
import app.pizoo.switchboard.spi.http.Guards;
import app.pizoo.switchboard.spi.http.Request;

/** Guards that have names and admit everybody. */
public final class NamedGuards implements Guards {
  @Override
  public Guard user() {
    return new Named("user");
  }

  @Override
  public Guard service(String scope) {
    return new Named("service:" + scope);
  }

  @Override
  public Guard open() {
    return new Named("open");
  }

  private record Named(String name) implements Guard {
    @Override
    public Admission admit(Request request) {
      return Admission.of(Caller.anonymous());
    }
  }
}
