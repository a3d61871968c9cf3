/** Sentences for users about refused verifications, by stable code. */
export const REASONS = {
  phone_invalid: 'Please enter the number with its country code, such as +12025550123.',
  country_not_supported: 'This country is not supported.',
  destination_unavailable: 'This number cannot be reached right now. Try another way.',
  captcha_required: 'Please show first that you are not a robot, then try again.',
  channel_unavailable: 'This way of sending a code does not work for this number. Try another one.',
  too_many_attempts: 'Too many wrong codes. Wait a while, then ask for a new one.',
};
