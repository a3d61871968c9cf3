package app.pizoo.switchboard.mock.number;

/** Where and how the program of a number or application is asked. */
public record Hook(String url, String method) {}
