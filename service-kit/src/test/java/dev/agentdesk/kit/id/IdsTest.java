package dev.agentdesk.kit.id;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IdsTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");

    @Test
    void deriveTheSameFromTheSameAndOtherwiseFromOther() {
        var id = Ids.derive("run", NOW, "a", "bc");
        assertThat(Ids.derive("run", NOW, "a", "bc")).isEqualTo(id).matches("run_[0-7][0-9a-hjkmnp-tv-z]{25}");
        assertThat(Ids.derive("run", NOW, "ab", "c")).isNotEqualTo(id);
        assertThat(Ids.derive("run", NOW.plusMillis(1), "a", "bc")).isNotEqualTo(id);
    }

    @Test
    void sortByTheirTime() {
        var early = new MintedIds(Clock.fixed(NOW, ZoneOffset.UTC)).mint("ses");
        var late = new MintedIds(Clock.fixed(NOW.plusMillis(1), ZoneOffset.UTC)).mint("ses");
        assertThat(early).isLessThan(late).isLessThan(Ids.derive("ses", NOW.plusMillis(1), "x"));
    }

    @Test
    void areRecognised() {
        assertThat(Ids.isId("ses", Ids.derive("ses", NOW, "x"))).isTrue();
        assertThat(Stream.of(
                        "",
                        "ses_",
                        "ses_0",
                        "evt_01k00000000000000000000000",
                        "ses_81k00000000000000000000000",
                        "ses_01K00000000000000000000000",
                        "ses_01k0000000000000000000000u"))
                .noneMatch(text -> Ids.isId("ses", text));
    }

    @Test
    void carryTheVersionsOfTheStandard() {
        assertThat(version(new MintedIds(Clock.fixed(NOW, ZoneOffset.UTC)).mint("x")))
                .isEqualTo(7);
        assertThat(version(Ids.derive("x", NOW, "y"))).isEqualTo(8);
    }

    /** Bits 48 to 51 lie in characters 10 and 11 after the prefix. */
    private static int version(String id) {
        var text = id.substring(2);
        var bits = new StringBuilder();
        for (char c : text.toCharArray()) {
            bits.append(String.format("%5s", Integer.toBinaryString("0123456789abcdefghjkmnpqrstvwxyz".indexOf(c)))
                    .replace(' ', '0'));
        }
        return Integer.parseInt(bits.substring(2 + 48, 2 + 52), 2);
    }
}
