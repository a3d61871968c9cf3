package app.pizoo.switchboard.mock.number;

/** The URL and HTTP method of a webhook. */
public record WebhookTarget(String url, String method) {}
