import com.twilio.Twilio;
import com.twilio.rest.api.v2010.account.Message;
import com.twilio.rest.verify.v2.Service;
import com.twilio.type.PhoneNumber;

public class Send {
  public static void main(String[] arguments) {
    Twilio.init(System.getenv("TWILIO_ACCOUNT_SID"), System.getenv("TWILIO_AUTH_TOKEN"));
    Message message =
        Message.creator(
                new PhoneNumber("+14155550123"), new PhoneNumber("+12025550100"), "Hi from Java")
            .create();
    System.out.println(message.getSid());
    System.out.println(Service.reader().pageSize(1).read().iterator().next().getSid());
  }
}
