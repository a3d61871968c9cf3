package app.pizoo.switchboard.mock.execution;

import app.pizoo.switchboard.mock.call.Device;
import app.pizoo.switchboard.mock.call.Devices;
import app.pizoo.switchboard.mock.http.Parameters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Finds the devices of an address: the browsers of an identity, or returns the phone of a number.
 */
final class Directory {
  private static final Pattern PHONE = Pattern.compile("\\+[1-9]\\d{6,14}");
  private static final String CLIENT = "client:";

  private final Devices devices;
  private final Function<String, Device> phones;

  Directory(Devices devices, Function<String, Device> phones) {
    this.devices = devices;
    this.phones = phones;
  }

  /** Returns the devices that ring; none for an identity without a browser or for SIP. */
  List<Device> of(String address) {
    if (address.startsWith(CLIENT)) {
      String identity = address.substring(CLIENT.length());
      int query = identity.indexOf('?');
      return devices.of(query < 0 ? identity : identity.substring(0, query));
    }
    return isNumber(address) ? List.of(phones.apply(address)) : List.of();
  }

  /** Returns the custom parameters in an address such as {@code client:ann?topic=cats}. */
  static Map<String, String> parameters(String address) {
    int query = address.indexOf('?');
    if (!isClient(address) || query < 0) {
      return Map.of();
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    try {
      Parameters params = Parameters.parse(address.substring(query + 1));
      params.names().forEach(name -> parameters.put(name, params.all(name).getFirst()));
    } catch (IllegalArgumentException e) {
      return Map.of(); // An invalid percent escape yields no parameters.
    }
    return parameters;
  }

  static boolean isNumber(String address) {
    return PHONE.matcher(address).matches();
  }

  static boolean isClient(String address) {
    return address.startsWith(CLIENT);
  }
}
