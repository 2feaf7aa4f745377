package org.signet.model;

import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What an operation that may be refused comes to: a value, or the {@link Refusal} that says why there is none.
 * Foreseen "no"s travel this way; a broken world is an exception.
 */
public sealed interface Outcome<T> {

    record Ok<T>(T value) implements Outcome<T> {}

    record Refused<T>(Refusal refusal) implements Outcome<T> {}

    static <T> Outcome<T> ok(T value) {
        return new Ok<>(value);
    }

    static <T> Outcome<T> refused(Refusal refusal) {
        return new Refused<>(refusal);
    }

    static <T> Outcome<T> refused(RefusalCode code, String detail) {
        return new Refused<>(new Refusal(code, detail));
    }

    default <R> R fold(Function<? super T, ? extends R> ok, Function<? super Refusal, ? extends R> refused) {
        return this instanceof Ok<T> o ? ok.apply(o.value) : refused.apply(((Refused<T>) this).refusal);
    }

    default <R> Outcome<R> map(Function<? super T, ? extends R> change) {
        return fold(value -> ok(change.apply(value)), Outcome::refused);
    }

    default <R> Outcome<R> then(Function<? super T, Outcome<R>> next) {
        return fold(next, Outcome::refused);
    }

    default void run(Consumer<? super T> ok, Consumer<? super Refusal> refused) {
        if (this instanceof Ok<T> o) {
            ok.accept(o.value);
        } else {
            refused.accept(((Refused<T>) this).refusal);
        }
    }

    default boolean isOk() {
        return this instanceof Ok;
    }

    /** The value, or a {@link RefusedException}: for places where a refusal ends the whole unit of work. */
    default T orThrow() {
        return fold(value -> value, refusal -> {
            throw new RefusedException(refusal);
        });
    }

    /** The refusal of a refused outcome; a programmer's slip otherwise. */
    default Refusal refusal() {
        return fold(
                value -> {
                    throw new IllegalStateException("not refused");
                },
                refusal -> refusal);
    }
}
