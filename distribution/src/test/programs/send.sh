set -eu
twilio() {
  curl --silent --show-error --fail --user "$TWILIO_ACCOUNT_SID:$TWILIO_AUTH_TOKEN" "$@"
  echo
}
sids='s/.*"sid":"\([A-Z]*[0-9a-f]*\)".*/\1/p'
twilio "https://api.twilio.com/2010-04-01/Accounts/$TWILIO_ACCOUNT_SID/Messages.json" \
  -d To=%2B14155550123 -d From=%2B12025550100 -d 'Body=Hi from curl' | sed -n "$sids"
twilio https://verify.twilio.com/v2/Services | sed -n "$sids"
