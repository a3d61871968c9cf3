package app.pizoo.switchboard.spi.http;

/** The guards that the kernel supplies. */
public interface Guards {

  /** Demands the app's JWT; the caller is the user it names. */
  Guard user();

  /** Demands the app's JWT with a scope: for the app's backend. */
  Guard service(String scope);

  /** Admits everybody, without identity, but bounds requests in flight, in all and per address. */
  Guard open();
}
