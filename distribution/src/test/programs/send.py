import os

from twilio.rest import Client

client = Client(os.environ["TWILIO_ACCOUNT_SID"], os.environ["TWILIO_AUTH_TOKEN"])
message = client.messages.create(to="+14155550123", from_="+12025550100", body="Hi from Python")
print(message.sid)
print(client.verify.services.list(page_size=1)[0].sid)
