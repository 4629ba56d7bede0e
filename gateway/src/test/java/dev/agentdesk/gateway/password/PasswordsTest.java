package dev.agentdesk.gateway.password;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentdesk.kit.problem.FieldError;
import dev.agentdesk.kit.problem.Violations;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.crypto.password.PasswordEncoder;

class PasswordsTest {

    /** Counts what is compared; costs nothing. */
    private static final class Counting implements PasswordEncoder {

        private final AtomicInteger compared = new AtomicInteger();

        @Override
        public String encode(CharSequence password) {
            return "kept " + password;
        }

        @Override
        public boolean matches(CharSequence password, String kept) {
            compared.incrementAndGet();
            return kept.equals("kept " + password);
        }
    }

    @Test
    void keepsArgon2idWithAFreshSaltAndTheParametersThatOwaspNames() {
        var passwords = new Passwords();
        var hash = passwords.hash("correct horse battery");
        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").doesNotContain("horse");
        assertThat(passwords.hash("correct horse battery")).isNotEqualTo(hash);
        assertThat(passwords.matches("correct horse battery", hash)).isTrue();
        assertThat(passwords.matches("correct horse batterz", hash)).isFalse();
    }

    @Test
    void takesTheSameCharactersForTheSameHoweverTheyWereTyped() {
        var passwords = new Passwords(new Counting());
        assertThat(passwords.matches("u\u0308ber den Wolken", passwords.hash("\u00fcber den Wolken")))
                .isTrue();
    }

    @Test
    void doesTheSameWorkForNobodyAndNeverFindsThemRight() {
        var counting = new Counting();
        var passwords = new Passwords(counting);
        assertThat(passwords.matches("a password of nobody", null)).isFalse();
        assertThat(counting.compared).hasValue(1);
    }

    @Test
    void comparesTwoAtATimeHoweverManyAsk() throws Exception {
        var within = new AtomicInteger();
        var most = new AtomicInteger();
        var bothIn = new CountDownLatch(2);
        var passwords = new Passwords(new PasswordEncoder() {
            @Override
            public String encode(CharSequence password) {
                return "x";
            }

            @Override
            public boolean matches(CharSequence password, String kept) {
                most.accumulateAndGet(within.incrementAndGet(), Math::max);
                bothIn.countDown();
                try {
                    bothIn.await(5, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                within.decrementAndGet();
                return true;
            }
        });
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 12; i++) {
                threads.submit(() -> passwords.matches("x", "x"));
            }
        }
        assertThat(most).hasValue(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "four words in a row",
                "Tr0ub4dor&3xyz",
                "          a b c",
                "\u5bc6\u7801\u662f\u4e00\u4e2a\u957f\u7684\u53e5\u5b50\u4e0d\u77ed\u7684"
            })
    void takesLongPasswordsOfAnyCharacters(String password) {
        assertThat(wrong(password)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "elevenchars", "\ud83d\ude00\ud83d\ude00\ud83d\ude00\ud83d\ude00\ud83d\ude00\ud83d\ude00"})
    void refusesShortOnes(String password) {
        assertThat(wrong(password)).extracting(FieldError::code).containsExactly("length");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Administrator", "administrator1", "!administrator2026!", "aaaaaaaaaaaaaaaa", "abababababababab"
            })
    void refusesTheNameAndRepetitions(String password) {
        assertThat(wrong(password)).extracting(FieldError::code).containsExactly("too-easy");
    }

    @Test
    void takesTwoHundredAndFiftySixCharactersAtMost() {
        assertThat(wrong("abcd".repeat(64))).isEmpty();
        assertThat(wrong("abcd".repeat(64) + "e")).hasSize(1);
    }

    @Test
    void countsANetworkOfIpv6AsOneAddress() {
        assertThat(SignInAttempts.ofAddress("2001:db8:1:2:aaaa::1"))
                .isEqualTo(SignInAttempts.ofAddress("2001:db8:1:2:bbbb::2"))
                .isNotEqualTo(SignInAttempts.ofAddress("2001:db8:1:3::1"));
        assertThat(SignInAttempts.ofAddress("192.0.2.1")).isNotEqualTo(SignInAttempts.ofAddress("192.0.2.2"));
    }

    private static List<FieldError> wrong(String password) {
        var wrong = new Violations();
        NewPassword.check(password, "Administrator", "/password", wrong);
        return wrong.all();
    }
}
