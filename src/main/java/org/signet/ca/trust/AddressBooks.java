package org.signet.ca.trust;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.signet.model.Bytes;

/** Settings by which mail programs ask the directory by LDAP for the certificates of those one writes to. */
final class AddressBooks {
    static final TrustKit KIT = new TrustKit(
            "address-books",
            TrustKit.Platform.PROGRAMS,
            "address-books.zip",
            "application/zip",
            "The directory (LDAP) for Thunderbird, gpgsm, mutt, Apple and Outlook",
            AddressBooks::write);

    private AddressBooks() {}

    private static Bytes write(TrustSite site) {
        Archive archive = new Archive();
        site.directory()
                .ifPresent(place -> archive.add(
                                "thunderbird/user.js", "into the folder of the profile", utf8(thunderbird(place)))
                        .add("gpgsm.conf", "a line for ~/.gnupg/gpgsm.conf", utf8(gpgsm(place)))
                        .add(
                                "find-certificate.sh",
                                "for mutt: sh find-certificate.sh ADDRESS > certificate.pem",
                                utf8(shell(place)))
                        .add("apple.mobileconfig", "an LDAP account for macOS", utf8(apple(site, place)))
                        .add("outlook.txt", "what to type into Outlook for Windows", utf8(outlook(place))));
        return archive.write(site, KIT.id());
    }

    private static Bytes utf8(String text) {
        return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String thunderbird(LdapPlace place) {
        return """
                user_pref("ldap_2.servers.signet.description", "E-mail certificates");
                user_pref("ldap_2.servers.signet.filename", "ldap-signet.sqlite");
                user_pref("ldap_2.servers.signet.maxHits", 100);
                user_pref("ldap_2.servers.signet.uri", "%s");
                user_pref("ldap_2.autoComplete.directoryServer", "ldap_2.servers.signet");
                user_pref("ldap_2.autoComplete.useDirectory", true);
                """.formatted(place.url());
    }

    /** Fields between colons: host, port, user, password, base, and what else there is to say of it. */
    private static String gpgsm(LdapPlace place) {
        // A colon in the company's name is written as RFC 4514 §2.4 lets any octet be.
        String base = place.base().replace(":", "\\3A");
        return "keyserver " + place.host() + ":" + place.port() + ":::" + base + ":" + (place.tls() ? "ldaps" : "")
                + "\n";
    }

    private static String shell(LdapPlace place) {
        return """
                #!/bin/sh
                # Asks the directory for the certificate to encrypt to, and writes it as PEM. Needs ldapsearch (ldap-utils).
                # mutt: sh find-certificate.sh bob@example.com > bob.pem && smime_keys add_cert bob.pem
                set -eu
                case ${1:-} in
                  "" | *[\\(\\)\\*\\\\]*) echo "Give one e-mail address." >&2; exit 2 ;;
                  *@*) ;;
                  *) echo "Give one e-mail address." >&2; exit 2 ;;
                esac
                found=$(ldapsearch -x -LLL -o ldif-wrap=no -H %1$s -b %2$s "(mail=$1)" 'userCertificate;binary' |
                  sed -n 's/^userCertificate;binary:: //p' | head -n 1)
                if [ -z "$found" ]; then
                  echo "There is no certificate to encrypt to $1 with." >&2
                  exit 1
                fi
                printf -- '-----BEGIN CERTIFICATE-----\\n%%s\\n-----END CERTIFICATE-----\\n' "$(printf '%%s' "$found" | fold -w 64)"
                """.formatted(quoted(place.server()), quoted(place.base()));
    }

    /** For a shell. */
    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    private static String apple(TrustSite site, LdapPlace place) {
        String account = """
                <key>LDAPAccountDescription</key>
                <string>E-mail certificates</string>
                <key>LDAPAccountHostName</key>
                <string>%1$s:%2$d</string>
                <key>LDAPAccountUseSSL</key>
                <%3$s/>
                <key>LDAPSearchSettings</key>
                <array>
                  <dict>
                    <key>LDAPSearchSettingDescription</key>
                    <string>People</string>
                    <key>LDAPSearchSettingScope</key>
                    <string>LDAPSearchSettingScopeSubtree</string>
                    <key>LDAPSearchSettingSearchBase</key>
                    <string>%4$s</string>
                  </dict>
                </array>
                """.formatted(
                        ConfigurationProfile.xml(place.host()),
                        place.port(),
                        place.tls(),
                        ConfigurationProfile.xml(place.base()));
        return new ConfigurationProfile(
                        ConfigurationProfile.identifier(site.url(), "mail-directory"),
                        "Directory of " + site.company(),
                        "Finds the e-mail certificates of those whom " + site.company() + " writes to.",
                        site.company(),
                        List.of(new ConfigurationProfile.Payload(
                                "com.apple.ldap.account", "account", "E-mail certificates", utf8(account), account)))
                .text();
    }

    private static String outlook(LdapPlace place) {
        return """
                Outlook for Windows: File, Account Settings, Address Books, New, Internet Directory Service (LDAP).

                Server name:   %s
                Then "More Settings":
                Port:          %d%s
                Search base:   %s   (on the tab Search, "Custom")
                """.formatted(
                place.host(), place.port(), place.tls() ? "   and \"Use Secure Sockets Layer\"" : "", place.base());
    }
}
