package org.signet.cli;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.signet.ca.access.Scope;
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
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
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
    private static final Map<String, Class<?>> VERBS = inOrder(
            Quickstart.class,
            Init.class,
            Serve.class,
            Issue.class,
            ProfileVerb.class,
            LintVerb.class,
            Find.class,
            Revoke.class,
            Release.class,
            Report.class,
            PublishCrl.class,
            AuthorityVerb.class,
            Trust.class,
            StatusVerb.class,
            Sign.class,
            Encrypt.class,
            Verify.class,
            Decrypt.class,
            Show.class,
            ReceiptVerb.class,
            Enroll.class,
            Audit.class,
            Doctor.class,
            User.class,
            Token.class);
    /** Those that work on one message or file, and are over in a moment. */
    private static final Set<Class<?>> MESSAGES =
            Set.of(Sign.class, Encrypt.class, Verify.class, Decrypt.class, Show.class, ReceiptVerb.class);

    private static Map<String, Class<?>> inOrder(Class<?>... verbs) {
        Map<String, Class<?>> all = new LinkedHashMap<>();
        for (Class<?> verb : verbs) {
            all.put(verb.getAnnotation(Command.class).name(), verb);
        }
        return all;
    }

    static final int DONE = 0;
    static final int NO = 1;
    static final int WRONG_USE = 2;
    static final int BROKEN = 3;

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
        Optional<Class<?>> verb = Optional.ofNullable(arguments.length == 0 ? null : VERBS.get(arguments[0]));
        if (verb.filter(MESSAGES::contains).isPresent()) {
            System.setProperty(
                    Providers.NATIVE_PROPERTY, System.getProperty(Providers.NATIVE_PROPERTY, Providers.PLATFORM));
        } else {
            // The native provider takes a third of a second to load; the arguments are read meanwhile.
            Thread providers = new Thread(Providers::choices, "providers");
            providers.setDaemon(true);
            providers.start();
        }
        System.exit(commandLine(verb.map(one -> Map.<String, Class<?>>of(arguments[0], one))
                        .orElse(VERBS))
                .execute(arguments));
    }

    static CommandLine commandLine() {
        return commandLine(VERBS);
    }

    /** With these verbs alone: to look at all of them takes longer than most of their work. */
    private static CommandLine commandLine(Map<String, Class<?>> verbs) {
        CommandLine line = new CommandLine(new Main());
        verbs.values().forEach(line::addSubcommand);
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
                .registerConverter(MessageInput.Form.class, new Choice<>(MessageInput.Form.class))
                .registerConverter(HeaderPolicy.class, new Choice<>(HeaderPolicy.class))
                .registerConverter(Encrypt.Cipher.class, new Choice<>(Encrypt.Cipher.class))
                .registerConverter(Find.Format.class, new Choice<>(Find.Format.class))
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
        CommandLine.usage(this, System.out);
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
