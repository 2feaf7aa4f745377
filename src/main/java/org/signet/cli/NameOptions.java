package org.signet.cli;

import java.util.Optional;
import java.util.stream.Stream;
import org.signet.model.PersonName;
import picocli.CommandLine.Option;

/** The options that name a person. */
final class NameOptions {
    @Option(
            names = "--name",
            paramLabel = "CN",
            description = "The person's display name, split at its last space if the parts are not given.")
    private String name;

    @Option(names = "--given-name", paramLabel = "NAME", description = "For profiles of persons.")
    private String givenName;

    @Option(names = "--surname", paramLabel = "NAME", description = "For profiles of persons.")
    private String surname;

    @Option(names = "--pseudonym", paramLabel = "NAME", description = "In place of given name and surname.")
    private String pseudonym;

    /** The name, if one was given; refused by exception if it is none. */
    Optional<PersonName> parsed() {
        return Stream.of(name, givenName, surname, pseudonym).allMatch(part -> part == null)
                ? Optional.empty()
                : Optional.of(
                        PersonName.parse(name, givenName, surname, pseudonym).orThrow());
    }
}
