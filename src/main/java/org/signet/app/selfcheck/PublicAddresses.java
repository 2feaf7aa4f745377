package org.signet.app.selfcheck;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.signet.ca.watch.Observation;
import org.signet.ca.watch.Subject;
import org.signet.model.BaseUrl;

/** That the configured URLs are ones that people and programs elsewhere can use. */
public final class PublicAddresses implements Check {
    private final BaseUrl people;
    private final BaseUrl status;
    private final boolean encrypted;
    private final boolean trial;

    /**
     * @param encrypted whether the server speaks TLS, or a proxy before it does
     * @param trial whether it is used on this machine only
     */
    public PublicAddresses(BaseUrl people, BaseUrl status, boolean encrypted, boolean trial) {
        this.people = people;
        this.status = status;
        this.encrypted = encrypted;
        this.trial = trial;
    }

    @Override
    public String name() {
        return "address";
    }

    @Override
    public List<Observation> look(Consumer<String> progress) {
        List<Observation> seen = new ArrayList<>();
        if (people.toString().startsWith("https:") && !encrypted) {
            seen.add(new Subject(name(), people.toString())
                    .soon(
                            "address.no-tls",
                            "People cannot reach {0} yet.",
                            "Set tls_certificate and tls_key, or behind_proxy, under [listen] in signet.toml.",
                            people));
        }
        if (status.isLoopback() && !trial) {
            seen.add(new Subject(name(), status.toString())
                    .soon(
                            "address.local",
                            "Certificates say that their CRLs are at {0}, which no other machine can reach.",
                            "Good for a trial. For others make a CA with --status-url: certificates carry it for ever.",
                            status));
        }
        return seen.isEmpty()
                ? List.of(new Subject(name(), "")
                        .good("address.good", "People go to {0}, programs to {1}.", people, status))
                : seen;
    }
}
