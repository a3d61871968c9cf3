package app.pizoo.switchboard.mock.call;

import app.pizoo.switchboard.mock.http.Params;

/** Carries calls out that were made or changed by REST. */
public interface CallExecution {
  /** Whether one more call can be carried out. */
  boolean hasRoom();

  /** Rings the callee and carries out the TwiML of the request; must not block. */
  void start(Call call, Params request);

  /** Carries out other TwiML in a running call; must not block. */
  void redirect(Call call, Params request);

  /** Ends a call, whose state was changed already; must not block. */
  void end(Call call);
}
