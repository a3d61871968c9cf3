package app.pizoo.switchboard.mock.webhook;

import java.io.IOException;

/** A webhook's host is not this machine. */
final class RefusedHostException extends IOException {
  private static final long serialVersionUID = 1;

  private final String reason;

  RefusedHostException(String host, String ip) {
    reason =
        "%s (%s) is not on loopback; SWITCHBOARD_BOX_WEBHOOK_HOSTS=any allows other hosts"
            .formatted(host, ip);
  }

  @Override
  public String getMessage() {
    return reason;
  }
}
