/** The words of the form; `labels` may translate each. */
export const WORDS = {
  verification: 'Verification',
  phone: 'Phone number',
  phoneHint: 'With country code, such as +1 202 555 0123',
  email: 'E-mail address',
  emailHint: 'Such as ann@example.com',
  channel: 'Send the code by',
  'channel.sms': 'Text message',
  'channel.voice': 'Phone call',
  'channel.whatsapp': 'WhatsApp',
  'channel.email': 'E-mail',
  send: 'Send code',
  sending: 'Sending …',
  resend: 'Send again',
  resendIn: 'Send again in {time}',
  sentTo: 'Enter the code that was sent to',
  code: 'Code',
  check: 'Verify',
  checking: 'Checking …',
  change: 'Use another number or address',
  verified: 'Verified',
  wrongCode: 'This code is not right, or no longer valid.',
  country: 'Country code',
};

/** @typedef {typeof WORDS} Words */

/** @param {Record<string, string> | undefined} labels @returns {Words} */
export const wordsWith = (labels) => ({ ...WORDS, ...labels });
