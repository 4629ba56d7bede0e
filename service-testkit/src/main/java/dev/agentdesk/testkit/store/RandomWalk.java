package dev.agentdesk.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.kit.store.StoredForm;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Property of every aggregate: at each point of a random history, the state that was written to a snapshot and read
 * back equals the state that was not, and both decide the same from there on.
 */
public final class RandomWalk {

    /** Enough to pass every case many times, and still well under a second. */
    private static final int STEPS = 400;

    private RandomWalk() {}

    /**
     * @param stateType the sealed interface of the states
     * @param next makes a random command; refused ones are passed over
     */
    public static <S, C, E> void snapshotEqualsReplay(
            long seed,
            Class<S> stateType,
            S initial,
            Function<Random, C> next,
            BiFunction<S, C, List<E>> decide,
            BiFunction<S, E, S> evolve) {
        var random = new Random(seed);
        var replayed = initial;
        var restored = initial;
        for (int step = 0; step < STEPS; step++) {
            var command = next.apply(random);
            var decided = attempt(decide, replayed, command);
            assertEquals(decided, attempt(decide, restored, command), "seed " + seed + ", step " + step);
            for (E event : decided) {
                replayed = evolve.apply(replayed, event);
                restored = evolve.apply(restored, event);
            }
            restored = StoredForm.read(write(stateType, restored), stateType);
            assertEquals(replayed, restored, "seed " + seed + ", step " + step);
        }
    }

    /** Through a holder, as the aggregate's field is: only a declared type makes the case's name appear. */
    private static <S> String write(Class<S> stateType, S state) {
        return StoredForm.writeAs(stateType, state);
    }

    private static <S, C, E> List<E> attempt(BiFunction<S, C, List<E>> decide, S state, C command) {
        try {
            return decide.apply(state, command);
        } catch (Rejection refused) {
            return List.of();
        }
    }
}
