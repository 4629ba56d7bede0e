package dev.agentdesk.trigger.schedule;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The form of closed choices in requests and answers: {@code BUFFER_ONE} is {@code buffer_one}. */
final class Wire {

    private Wire() {}

    static String of(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }

    static <E extends Enum<E>> Optional<E> read(Class<E> choices, @Nullable String wire) {
        return Arrays.stream(choices.getEnumConstants())
                .filter(choice -> of(choice).equals(wire))
                .findFirst();
    }

    /** A sentence for those who wrote another one. */
    static <E extends Enum<E>> String choices(Class<E> choices) {
        return "One of "
                + Arrays.stream(choices.getEnumConstants()).map(Wire::of).collect(Collectors.joining(", ")) + ".";
    }
}
