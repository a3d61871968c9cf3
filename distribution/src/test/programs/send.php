<?php
function send(string $url, array $options): array
{
    $curl = curl_init($url);
    curl_setopt_array($curl, $options + [
        CURLOPT_HEADER => true,
        CURLOPT_RETURNTRANSFER => true,
        CURLOPT_USERPWD => getenv('TWILIO_ACCOUNT_SID') . ':' . getenv('TWILIO_AUTH_TOKEN'),
    ]);
    $response = curl_exec($curl);
    if ($response === false) {
        throw new Exception(curl_error($curl));
    }
    // As Twilio's library finds the body: the proxy's own response must be exactly this line.
    $parts = explode("\r\n\r\n", $response, 3);
    $proxied = preg_match('/\AHTTP\/1.\d 200 Connection established\Z/', $parts[0]);
    return json_decode($proxied ? $parts[2] : $parts[1], true, 512, JSON_THROW_ON_ERROR);
}

$account = getenv('TWILIO_ACCOUNT_SID');
$fields = ['To' => '+14155550123', 'From' => '+12025550100', 'Body' => 'Hi from PHP'];
$message = send(
    "https://api.twilio.com/2010-04-01/Accounts/$account/Messages.json",
    [CURLOPT_POST => true, CURLOPT_POSTFIELDS => http_build_query($fields)]
);
echo $message['sid'], "\n";
echo send('https://verify.twilio.com/v2/Services', [])['services'][0]['sid'], "\n";
