package org.signet.edge.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import okhttp3.HttpUrl;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReachTest {
    @ParameterizedTest
    @CsvSource({
        "93.184.216.34, true",
        "2606:2800:220:1::1, true",
        "0.0.0.0, false",
        "10.1.2.3, false",
        "100.64.0.1, false",
        "100.128.0.1, true",
        "127.0.0.1, false",
        "127.255.255.254, false",
        "169.254.169.254, false",
        "172.15.0.1, true",
        "172.16.0.1, false",
        "172.31.255.255, false",
        "172.32.0.1, true",
        "192.0.0.8, false",
        "192.168.1.1, false",
        "198.18.0.1, false",
        "198.51.100.7, false",
        "203.0.113.7, false",
        "224.0.0.1, false",
        "240.0.0.1, false",
        "255.255.255.255, false",
        "::, false",
        "::1, false",
        "::7f00:1, false",
        "::ffff:127.0.0.1, false",
        "::ffff:93.184.216.34, true",
        "64:ff9b::7f00:1, false",
        "64:ff9b::a9fe:a9fe, false",
        "64:ff9b::5db8:d822, true",
        "64:ff9b:1::5db8:d822, false",
        "100::1, false",
        "2001::1, false",
        "2001:db8::1, false",
        "2002:7f00:1::, false",
        "3fff::1, false",
        "fc00::1, false",
        "fd12::1, false",
        "fe80::1, false",
        "fec0::1, false",
        "ff02::1, false",
    })
    void onlyPublicAddressesAreInIt(String address, boolean open) throws Exception {
        assertThat(Reach.isPublic(InetAddress.getByName(address))).isEqualTo(open);
    }

    @ParameterizedTest
    @CsvSource({
        "http://pki.example.org/a.crl, true",
        "https://pki.example.org/a.crl, true",
        "http://pki.example.org:443/a.crl, true",
        "http://pki.example.org:8080/a.crl, false",
        "http://pki.example.org:22/a.crl, false",
        "http://ada@pki.example.org/a.crl, false",
        "http://ada:secret@known.example.org/a.crl, false",
        "http://known.example.org:9000/a.crl, true",
        "http://KNOWN.example.org:9000/a.crl, true",
        "http://partly.example.org:8081/a.crl, true",
        "http://partly.example.org:8082/a.crl, false",
    })
    void portsAndNamesAreJudgedBeforeAnythingIsLookedUp(String url, boolean fine) {
        Reach reach = Reach.PUBLIC.with("Known.example.org").with("partly.example.org:8081");
        assertThat(reach.objection(HttpUrl.get(url)).isEmpty()).isEqualTo(fine);
        assertThat(Reach.EVERYWHERE.objection(HttpUrl.get(url)).isEmpty()).isEqualTo(!url.contains("@"));
    }
}
