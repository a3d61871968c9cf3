package app.pizoo.switchboard.mock.voice;

import app.pizoo.switchboard.mock.token.TokenError;

/** The voice SDK's error codes for access tokens. */
final class VoiceErrorCodes {
  private VoiceErrorCodes() {}

  static int of(TokenError fault) {
    return switch (fault) {
      case SIGNATURE -> 31202;
      case ISSUER -> 31203;
      case INVALID, HEADER, NOT_YET_VALID, GRANTS -> 31204;
      case EXPIRED -> 31205;
      case TOO_LONG -> 31207;
    };
  }
}
