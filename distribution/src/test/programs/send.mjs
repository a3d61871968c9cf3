import twilio from 'twilio';

const client = twilio(process.env.TWILIO_ACCOUNT_SID, process.env.TWILIO_AUTH_TOKEN);
const message = await client.messages.create({ to: '+14155550123', from: '+12025550100', body: 'Hi from Node' });
console.log(message.sid);
const [service] = await client.verify.v2.services.list({ pageSize: 1 });
console.log(service.sid);
