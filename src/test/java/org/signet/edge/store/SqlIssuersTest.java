package org.signet.edge.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signet.app.Signet;
import org.signet.app.TestCa;
import org.signet.ca.authority.Issuer;
import org.signet.ca.authority.IssuerStore;
import org.signet.edge.store.database.ChosenDatabase;
import org.signet.edge.store.database.Database;

class SqlIssuersTest {

    @Test
    void issuersComeBackRootsFirst(@TempDir Path parent, @TempDir Path folder) {
        List<Issuer> real;
        try (Signet signet = TestCa.open(TestCa.copy(parent))) {
            real = signet.authority().issuers();
        }
        assertThat(real).extracting(Issuer::id).containsExactly("root-1", "issuing-1");
        Issuer root = real.get(0);
        Issuer issuing = real.get(1);
        try (Database database = ChosenDatabase.open(folder, "issuers")) {
            IssuerStore store = new SqlIssuers(database);
            database.transactions().durable(() -> {
                store.insert(issuing);
                store.insert(root);
                return null;
            });
            assertThat(store.all()).containsExactly(root, issuing);
            assertThat(store.find("issuing-1")).contains(issuing);
            assertThat(new SqlIssuers(database).find("root-1")).contains(root);
            assertThat(store.find("root-2")).isEmpty();
            assertThatThrownBy(() -> database.transactions().durable(() -> {
                        store.insert(root);
                        return null;
                    }))
                    .isInstanceOf(RuntimeException.class);
        }
    }
}
