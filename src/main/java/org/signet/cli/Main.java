package org.signet.cli;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.signet.ca.access.Scope;
import org.signet.ca.directory.format.EntryFile;
import org.signet.ca.messaging.MessageEngine.Form;
import org.signet.ca.revocation.Revocation;
import org.signet.crypto.keys.Pkcs12File;
import org.signet.crypto.policy.KeyType;
import org.signet.crypto.policy.Providers;
import org.signet.crypto.smime.composing.HeaderPolicy;
import org.signet.model.KeyUse;
import org.signet.model.Printable;
import org.signet.model.RefusalCode;
import org.signet.model.RefusedException;
import org.signet.model.RevocationReason;
import org.signet.model.Role;
import org.signet.model.Unavailable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The executable. */
@Command(
        name = "signet",
        description = "A private certificate authority for company e-mail.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        synopsisSubcommandLabel = "VERB")
public final class Main implements Callable<Integer> {
    /** In the order in which the usage tells them. */
    private static final List<String> VERBS = List.of(
            "quickstart",
            "init",
            "serve",
            "issue",
            "profile",
            "lint",
            "find",
            "revoke",
            "release",
            "report",
            "crl",
            "authority",
            "trust",
            "status",
            "partner",
            "export-directory",
            "sign",
            "encrypt",
            "verify",
            "decrypt",
            "show",
            "receipt",
            "enroll",
            "audit",
            "archive",
            "backup",
            "restore",
            "import-issued",
            "migrate-to",
            "doctor",
            "user",
            "token");
    /** Those that work on one message or file, and are over in a moment. */
    private static final Set<String> MESSAGES = Set.of("sign", "encrypt", "verify", "decrypt", "show", "receipt");

    /** The class of a verb; only the one that is asked for is loaded. */
    private static Class<?> verb(String name) {
        return switch (name) {
            case "quickstart" -> Quickstart.class;
            case "init" -> Init.class;
            case "serve" -> Serve.class;
            case "issue" -> Issue.class;
            case "profile" -> ProfileVerb.class;
            case "lint" -> LintVerb.class;
            case "find" -> Find.class;
            case "revoke" -> Revoke.class;
            case "release" -> Release.class;
            case "report" -> Report.class;
            case "crl" -> PublishCrl.class;
            case "authority" -> AuthorityVerb.class;
            case "trust" -> Trust.class;
            case "status" -> StatusVerb.class;
            case "partner" -> PartnerVerb.class;
            case "export-directory" -> ExportDirectory.class;
            case "sign" -> Sign.class;
            case "encrypt" -> Encrypt.class;
            case "verify" -> Verify.class;
            case "decrypt" -> Decrypt.class;
            case "show" -> Show.class;
            case "receipt" -> ReceiptVerb.class;
            case "enroll" -> Enroll.class;
            case "audit" -> Audit.class;
            case "archive" -> ArchiveVerb.class;
            case "backup" -> BackupVerb.class;
            case "restore" -> Restore.class;
            case "import-issued" -> ImportIssued.class;
            case "migrate-to" -> MigrateTo.class;
            case "doctor" -> Doctor.class;
            case "user" -> User.class;
            case "token" -> Token.class;
            default -> throw new IllegalArgumentException("no verb " + name);
        };
    }

    static final int DONE = 0;
    static final int NO = 1;
    static final int WRONG_USE = 2;
    static final int BROKEN = 3;

    @Spec
    private CommandSpec spec;

    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {software()};
        }
    }

    /** Name and version of this program. */
    static String software() {
        String version = Main.class.getPackage().getImplementationVersion();
        return "signet " + (version == null ? "(not packaged)" : version);
    }

    /** Runs the verb and exits with its code. */
    public static void main(String[] arguments) {
        boolean known = arguments.length > 0 && VERBS.contains(arguments[0]);
        if (known && MESSAGES.contains(arguments[0])) {
            System.setProperty(
                    Providers.NATIVE_PROPERTY, System.getProperty(Providers.NATIVE_PROPERTY, Providers.PLATFORM));
        } else {
            // The native provider takes a third of a second to load; the arguments are read meanwhile.
            Thread providers = new Thread(Providers::choices, "providers");
            providers.setDaemon(true);
            providers.start();
        }
        System.exit(commandLine(known ? List.of(arguments[0]) : VERBS).execute(arguments));
    }

    static CommandLine commandLine() {
        return commandLine(VERBS);
    }

    /** With these verbs alone: to look at all of them takes longer than most of their work. */
    private static CommandLine commandLine(List<String> verbs) {
        CommandLine line = new CommandLine(new Main());
        verbs.forEach(name -> line.addSubcommand(verb(name)));
        return line.setExecutionStrategy(Main::run)
                .setExecutionExceptionHandler(Main::explain)
                .setParameterExceptionHandler(Main::wrongUse)
                .registerConverter(KeyType.class, Main::keyType)
                .registerConverter(RevocationReason.class, Main::reason)
                .registerConverter(Moment.Given.class, Moment.Given::parse)
                .registerConverter(Role.class, new Choice<>(Role.class))
                .registerConverter(Scope.class, Main::scope)
                .registerConverter(KeyUse.class, new Choice<>(KeyUse.class))
                .registerConverter(BulkOptions.Language.class, new Choice<>(BulkOptions.Language.class))
                .registerConverter(Form.class, new Choice<>(Form.class))
                .registerConverter(HeaderPolicy.class, new Choice<>(HeaderPolicy.class))
                .registerConverter(Encrypt.Cipher.class, new Choice<>(Encrypt.Cipher.class))
                .registerConverter(ExportDirectory.Target.class, new Choice<>(ExportDirectory.Target.class))
                .registerConverter(EntryFile.class, new Choice<>(EntryFile.class))
                .registerConverter(Init.NameConstraints.class, new Choice<>(Init.NameConstraints.class))
                .registerConverter(Pkcs12File.Flavour.class, new Choice<>(Pkcs12File.Flavour.class));
    }

    /** Errors are explained in the one place too: as they are, Java would end with the code of a "no". */
    private static int run(ParseResult parsed) {
        try {
            return new CommandLine.RunLast().execute(parsed);
        } catch (Error e) {
            throw new CommandLine.ExecutionException(
                    parsed.commandSpec().commandLine(), "ended by an error", new IllegalStateException(e));
        }
    }

    private static KeyType keyType(String text) {
        return chosen(KeyType.ofText(text).filter(KeyType::isMadeHere), KeyType.madeHere(), KeyType::text, text);
    }

    private static RevocationReason reason(String text) {
        return chosen(
                RevocationReason.ofText(text).filter(Revocation.REASONS::contains),
                Revocation.REASONS,
                RevocationReason::text,
                text);
    }

    private static Scope scope(String text) {
        return chosen(Scope.ofText(text), List.of(Scope.values()), Scope::text, text);
    }

    static <T> T chosen(Optional<T> one, Collection<T> all, Function<T, String> text, String given) {
        return one.orElseThrow(() -> new TypeConversionException("it is one of "
                + all.stream().map(text).sorted().collect(Collectors.joining(", ")) + ", not " + given + "."));
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(System.out);
        return WRONG_USE;
    }

    private static int wrongUse(ParameterException e, String[] arguments) {
        e.getMessage().lines().map(Printable::of).forEach(System.err::println);
        System.err.println("`" + e.getCommandLine().getCommandSpec().qualifiedName() + " --help` tells how.");
        return WRONG_USE;
    }

    private static int explain(Exception e, CommandLine command, ParseResult parsed) {
        if (e instanceof RefusedException refused) {
            refused.refusal().detail().lines().map(Printable::escaped).forEach(System.err::println);
            return exitCode(refused.refusal().code());
        }
        if (e instanceof Unavailable) {
            System.err.println(Printable.escaped(e.getMessage()));
            return BROKEN;
        }
        if (Stream.<Throwable>iterate(e, Objects::nonNull, Throwable::getCause)
                .anyMatch(OutOfMemoryError.class::isInstance)) {
            System.err.println("The memory is too small for this: Java may take "
                    + (Runtime.getRuntime().maxMemory() >> 20)
                    + " MiB. Give it more, for example with JAVA_TOOL_OPTIONS=-Xmx4g in the environment.");
            return BROKEN;
        }
        System.err.println("Something went wrong that Signet did not foresee; please report it with these lines:");
        e.printStackTrace();
        return BROKEN;
    }

    /** The exit code of that kind of refusal. */
    static int exitCode(RefusalCode code) {
        return switch (code) {
            case BAD_ADDRESS, BAD_NAME, BAD_INPUT, BAD_REQUEST_FILE, TOO_LARGE -> WRONG_USE;
            case ISSUER_UNUSABLE -> BROKEN;
            default -> NO;
        };
    }
}
