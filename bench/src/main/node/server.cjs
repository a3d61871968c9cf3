// What the product's start is compared with. "express" responds with a fixed answer; "express-twilio"
// verifies the app token and signs a voice token with Twilio's library, as the product does.
const express = require('express');

const [app, port] = process.argv.slice(2);
const server = express();
server.use(express.json());

if (app === 'express-twilio') {
  const jwt = require('jsonwebtoken');
  const { AccessToken } = require('twilio').jwt;
  const secret = '0123456789abcdef0123456789abcdef';
  server.post('/api/twilio/voice/token', (request, response) => {
    const { sub } = jwt.verify(request.get('authorization').slice('Bearer '.length), secret);
    const token = new AccessToken('AC' + '0'.repeat(32), 'SK' + '0'.repeat(32), 's'.repeat(32), {
      identity: sub,
      ttl: 3600,
    });
    token.addGrant(
      new AccessToken.VoiceGrant({
        outgoingApplicationSid: 'AP' + '0'.repeat(32),
        incomingAllow: true,
      }),
    );
    response.json({ ok: true, token: token.toJwt(), identity: sub });
  });
} else {
  server.post('/api/twilio/voice/token', (_, response) => response.json({ ok: true }));
}

server.listen(Number(port), '127.0.0.1');
