package app.pizoo.switchboard.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworksTest {
  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, c0000201",
    "192.0.2.2, c0000202",
    "::ffff:192.0.2.1, c0000201",
    "2001:db8:0:1::1, 20010db800000001",
    "2001:db8:0:1:ffff:ffff:ffff:ffff, 20010db800000001",
    "2001:db8:0:2::1, 20010db800000002",
    "::1, 0000000000000000"
  })
  void a_network_prefix_is_an_ipv4_address_or_the_upper_half_of_an_ipv6_address(
      String address, String prefix) {
    assertThat(Networks.prefix(InetAddress.ofLiteral(address))).isEqualTo(prefix);
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, c00002",
    "192.0.2.255, c00002",
    "192.0.3.1, c00003",
    "::ffff:192.0.2.1, c00002",
    "2001:db8:1:1::1, 20010db80001",
    "2001:db8:1:ffff::1, 20010db80001",
    "2001:db8:2:1::1, 20010db80002"
  })
  void a_subnet_is_the_smallest_block_that_is_rented(String address, String subnet) {
    assertThat(Networks.subnet(InetAddress.ofLiteral(address))).isEqualTo(subnet);
  }
}
