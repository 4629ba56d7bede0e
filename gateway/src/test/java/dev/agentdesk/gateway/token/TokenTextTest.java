package dev.agentdesk.gateway.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenTextTest {

    private final SecureRandom chance = new SecureRandom();

    @Test
    void looksAsScannersExpectIt() {
        for (int i = 0; i < 200; i++) {
            var text = TokenText.random(chance);
            assertThat(text).matches("adk_[0-9a-hjkmnp-tv-z]{39}");
            assertThat(TokenText.isWellFormed(text)).isTrue();
        }
    }

    @Test
    void isNeverTheSameTwice() {
        assertThat(TokenText.random(chance)).isNotEqualTo(TokenText.random(chance));
    }

    @Test
    void knowsOneWrongCharacterAnywhere() {
        var text = TokenText.random(chance);
        for (int i = 0; i < text.length(); i++) {
            var other = text.charAt(i) == '0' ? '1' : '0';
            assertThat(TokenText.isWellFormed(text.substring(0, i) + other + text.substring(i + 1)))
                    .isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "adk_", "adk_x", "Bearer x", "adk_00000000000000000000000000000000000000000000000"})
    void knowsWhatIsNoToken(String text) {
        assertThat(TokenText.isWellFormed(text)).isFalse();
    }
}
