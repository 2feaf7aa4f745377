package org.signet.crypto.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.crypto.policy.Providers;

class PasswordHashTest {
    private static final SecureRandom RANDOM = Providers.newRandom();

    private static Passphrase password(String text) {
        return Passphrase.of(text.toCharArray());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a long password", "пароль с пробелами", "\ud83d\ude00\ud83d\ude00", " ", ""})
    void matchesItself(String text) {
        String stored = PasswordHash.hash(password(text), RANDOM);
        assertThat(stored).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(PasswordHash.matches(password(text), stored)).isTrue();
        assertThat(PasswordHash.matches(password(text + "x"), stored)).isFalse();
    }

    @Test
    void isSalted() {
        assertThat(PasswordHash.hash(password("same"), RANDOM))
                .isNotEqualTo(PasswordHash.hash(password("same"), RANDOM));
    }

    /** From the reference implementation's own tests: password, somesalt, m=65536, t=2, p=1. */
    @Test
    void agreesWithTheReferenceImplementation() {
        String stored = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
        assertThat(PasswordHash.matches(password("password"), stored)).isTrue();
        assertThat(PasswordHash.matches(password("passwore"), stored)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "$2a$10$abcdefghijklmnopqrstuv",
                "$argon2i$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=x,t=2,p=1$c29tZXNhbHQ$CTFh",
                "$argon2id$v=19$m=65536$c29tZXNhbHQ$CTFh",
                "$argon2id$v=19$m=8,t=1,p=1$%%%%$CTFh",
                "$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHQ$",
                "$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHQ$Q",
                "$argon2id$v=19$m=8,t=0,p=0$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5Q",
                "$argon2id$v=19$m=99999999999,t=1,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5Q",
                "$argon2id$$$$"
            })
    void whatIsNoHashNeverMatches(String stored) {
        assertThat(PasswordHash.matches(password("password"), stored)).isFalse();
    }
}
