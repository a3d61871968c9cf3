require 'faraday'
require 'json'

account = ENV['TWILIO_ACCOUNT_SID']
connect = lambda do |host|
  Faraday.new(url: "https://#{host}:443", ssl: { verify: true }) do |f|
    f.request :url_encoded
    if Faraday::VERSION.start_with?('2.')
      f.request :authorization, :basic, account, ENV['TWILIO_AUTH_TOKEN']
    else
      f.request :basic_auth, account, ENV['TWILIO_AUTH_TOKEN']
    end
    f.adapter Faraday.default_adapter
  end
end

message = connect.call('api.twilio.com').post(
  "/2010-04-01/Accounts/#{account}/Messages.json",
  { To: '+14155550123', From: '+12025550100', Body: 'Hi from Ruby' }
)
puts JSON.parse(message.body)['sid']
services = connect.call('verify.twilio.com').get('/v2/Services')
puts JSON.parse(services.body)['services'][0]['sid']
