package app.pizoo.switchboard.mock.voice;

import app.pizoo.switchboard.mock.token.TokenFault;

/** The codes in which Twilio's voice edge speaks of tokens, from the SDK's list of errors. */
final class VoiceCodes {
  private VoiceCodes() {}

  static int of(TokenFault fault) {
    return switch (fault) {
      case SIGNATURE -> 31202;
      case ISSUER -> 31203;
      case INVALID, HEADER, NOT_YET_VALID, GRANTS -> 31204;
      case EXPIRED -> 31205;
      case TOO_LONG -> 31207;
    };
  }
}
