package org.signet.edge.web.passkey;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.exception.DataConversionException;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecord;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.authenticator.AuthenticatorData;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.verifier.exception.VerificationException;
import java.net.URI;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.signet.ca.access.factor.Passkey;
import org.signet.ca.access.factor.PasskeyProtocol;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;
import tools.jackson.core.JacksonException;

/**
 * The relying party (WebAuthn Level 3, §7). Who made the device is not asked for, so its attestation is not looked at.
 *
 * @param host the relying party's id: passkeys made here are good here alone
 * @param origin that the browser must say the page was of
 */
public record WebAuthn(String host, String origin) implements PasskeyProtocol {
    private static final int MAX_ID = 1023;
    private static final int MAX_KEY = 5_000;

    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

    /** The objects of the library; it takes half a second to load them, and most commands sign nobody in. */
    private static final class Library {
        static final ObjectConverter OBJECTS = new ObjectConverter();
        static final WebAuthnManager CEREMONIES = WebAuthnManager.createNonStrictWebAuthnManager(OBJECTS);
        static final AttestedCredentialDataConverter KEYS = new AttestedCredentialDataConverter(OBJECTS);
        /** What {@link Question} asks for. */
        static final List<PublicKeyCredentialParameters> KINDS = List.of(
                kind(COSEAlgorithmIdentifier.ES256),
                kind(COSEAlgorithmIdentifier.EdDSA),
                kind(COSEAlgorithmIdentifier.RS256));

        private static PublicKeyCredentialParameters kind(COSEAlgorithmIdentifier algorithm) {
            return new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY, algorithm);
        }
    }

    /** @param url where people reach the pages */
    public static WebAuthn at(String url) {
        URI site = URI.create(url);
        String port = site.getPort() < 0 ? "" : ":" + site.getPort();
        return new WebAuthn(site.getHost(), site.getScheme() + "://" + site.getHost() + port);
    }

    private ServerProperty asked(String challenge) {
        return ServerProperty.builder()
                .origin(new Origin(origin))
                .rpId(host)
                .challenge(new DefaultChallenge(DECODER.decode(challenge)))
                .build();
    }

    @Override
    public Outcome<Made> made(String answer, String challenge) {
        return checked(() -> {
            RegistrationData data = Library.CEREMONIES.verifyRegistrationResponseJSON(
                    answer, new RegistrationParameters(asked(challenge), Library.KINDS, true, true));
            AuthenticatorData<?> said = data.getAttestationObject().getAuthenticatorData();
            AttestedCredentialData key = said.getAttestedCredentialData();
            byte[] octets = Library.KEYS.convert(key);
            if (key.getCredentialId().length > MAX_ID || octets.length > MAX_KEY) {
                throw new IllegalArgumentException("too long");
            }
            return new Made(
                    ENCODER.encodeToString(key.getCredentialId()), ENCODER.encodeToString(octets), said.getSignCount());
        });
    }

    @Override
    public Outcome<String> claimed(String answer) {
        return checked(() -> ENCODER.encodeToString(
                Library.CEREMONIES.parseAuthenticationResponseJSON(answer).getCredentialId()));
    }

    @Override
    public Outcome<Long> signed(String answer, String challenge, Passkey passkey) {
        return checked(() -> {
            AuthenticationData data = Library.CEREMONIES.parseAuthenticationResponseJSON(answer);
            byte[] handle = data.getUserHandle();
            if (handle != null && handle.length > 0 && !Arrays.equals(handle, DECODER.decode(passkey.handle()))) {
                throw new IllegalArgumentException("the handle of another account");
            }
            byte[] id = DECODER.decode(passkey.id());
            Library.CEREMONIES.verify(
                    data, new AuthenticationParameters(asked(challenge), record(passkey), List.of(id), true, true));
            return data.getAuthenticatorData().getSignCount();
        });
    }

    /** As the library wants it; its count begins at nothing here, since whoever calls judges it. */
    private static CredentialRecord record(Passkey passkey) {
        AttestedCredentialData key = Library.KEYS.convert(DECODER.decode(passkey.publicKey()));
        return new CredentialRecordImpl(
                new NoneAttestationStatement(), null, null, null, 0, key, null, null, null, null);
    }

    /** What is malformed, and what does not hold, is refused alike. */
    private static <T> Outcome<T> checked(Supplier<T> work) {
        Optional<T> result;
        try {
            result = Optional.of(work.get());
        } catch (VerificationException
                | DataConversionException
                | JacksonException
                | IllegalArgumentException
                | NullPointerException no) {
            result = Optional.empty();
        }
        return result.map(Outcome::ok)
                .orElseGet(() -> Outcome.refused(
                        RefusalCode.BAD_PASSKEY,
                        "The passkey's answer does not hold. Try again at the address that this server is known by"
                                + ", or sign in otherwise."));
    }
}
