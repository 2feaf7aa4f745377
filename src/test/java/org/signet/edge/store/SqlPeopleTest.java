package org.signet.edge.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.signet.edge.store.Records.NOW;
import static org.signet.edge.store.Records.in;
import static org.signet.edge.store.Records.run;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.ca.access.PersonStore;
import org.signet.model.EmailAddress;
import org.signet.model.Person;
import org.signet.model.PersonName;

class SqlPeopleTest {
    private static final PersonStore STORE = new SqlPeople(Records.DATABASE);

    private static long insert(String name, EmailAddress address) {
        return in(() -> STORE.insert(PersonName.ofDisplay(name), address, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Ada Lovelace", "\u0418\u0432\u0430\u043d 'Drop' \"Table\"; --", "\ud83d\ude00 \u5f20\u4f1f"})
    void aPersonComesBack(String name) {
        EmailAddress address = Records.address();
        long id = insert(name, address);
        Person person = STORE.find(id).orElseThrow();
        assertThat(person.name().text()).isEqualTo(name);
        assertThat(person.listed()).isTrue();
        assertThat(person.addresses()).containsExactly(new Person.ProvenAddress(address, null));
        assertThat(STORE.find(new EmailAddress(address.local().toLowerCase(), address.domain())))
                .contains(person);
    }

    @Test
    void aTextThatPostgreSqlCannotKeepIsKeptButForThat() {
        assertThat(STORE.find(insert("Ada \0Lovelace", Records.address()))
                        .orElseThrow()
                        .name()
                        .text())
                .isEqualTo("Ada \uFFFDLovelace");
    }

    @Test
    void theLongestNameFits() {
        String name = "\ud83d\ude00".repeat(64);
        assertThat(PersonName.parse(name).isOk()).isTrue();
        assertThat(STORE.find(insert(name, Records.address()))
                        .orElseThrow()
                        .name()
                        .text())
                .isEqualTo(name);
    }

    @Test
    void anAddressBelongsToOnePerson() {
        EmailAddress address = Records.address();
        insert("Ada", address);
        assertThatThrownBy(() -> insert("Bob", new EmailAddress(address.local().toLowerCase(), "example.com")))
                .isInstanceOf(RuntimeException.class);
    }

    @Test
    void proofAndListingChange() {
        EmailAddress address = Records.address();
        long id = insert("Ada", address);
        run(() -> {
            STORE.setProven(address, NOW);
            STORE.setListed(id, false, NOW);
        });
        Person person = STORE.find(id).orElseThrow();
        assertThat(person.addresses()).containsExactly(new Person.ProvenAddress(address, NOW));
        assertThat(person.listed()).isFalse();
    }

    @Test
    void nobodyIsFoundByANumberOfNoPerson() {
        assertThat(STORE.find(-1)).isEmpty();
    }
}
