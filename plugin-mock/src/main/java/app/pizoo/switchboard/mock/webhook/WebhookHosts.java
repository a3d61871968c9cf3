package app.pizoo.switchboard.mock.webhook;

/** Where the box sends webhooks to. */
public enum WebhookHosts {
  /** Only to this machine, by loopback. */
  LOOPBACK,
  /** To any host. */
  ANY
}
