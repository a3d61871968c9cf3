package app.pizoo.switchboard.testing;

import app.pizoo.switchboard.spi.Admission;
import app.pizoo.switchboard.spi.Caller;
import app.pizoo.switchboard.spi.Guard;
import app.pizoo.switchboard.spi.Guards;
import app.pizoo.switchboard.spi.Request;

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
