package dev.agentdesk.terminal.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentdesk.terminal.files.Happening.Type;
import org.junit.jupiter.api.Test;

class HappeningsTest {

    private final Happenings happenings = new Happenings();

    @Test
    void tellsOneThingPerPath() {
        happenings.created("a");
        happenings.modified("a");
        happenings.modified("b");
        happenings.modified("b");
        assertThat(happenings.drain()).containsExactly(of(Type.CREATED, "a"), of(Type.MODIFIED, "b"));
        assertThat(happenings.isEmpty()).isTrue();
    }

    @Test
    void tellsNothingOfWhatCameAndWent() {
        happenings.created("a");
        happenings.deleted("a");
        assertThat(happenings.drain()).isEmpty();
    }

    @Test
    void takesWhatIsPutInThePlaceOfSomethingForAChange() {
        happenings.deleted("a");
        happenings.created("a");
        assertThat(happenings.drain()).containsExactly(of(Type.MODIFIED, "a"));
    }

    @Test
    void followsNames() {
        happenings.renamed("a", "b");
        happenings.renamed("b", "c");
        happenings.created("x");
        happenings.renamed("x", "y");
        assertThat(happenings.drain()).containsExactly(new Happening(Type.RENAMED, "c", "a"), of(Type.CREATED, "y"));
    }

    @Test
    void tellsThatBothNamesOfWhatWasRenamedAndDeletedAreFree() {
        happenings.renamed("a", "b");
        happenings.deleted("b");
        assertThat(happenings.drain()).containsExactly(of(Type.DELETED, "a"), of(Type.DELETED, "b"));
    }

    @Test
    void asksToReadAnewWhereTooMuchHappened() {
        for (int i = 0; i < 2000; i++) {
            happenings.created("file-" + i);
        }
        assertThat(happenings.drain()).containsExactly(Happening.TOO_MUCH);
        happenings.created("later");
        assertThat(happenings.drain()).containsExactly(of(Type.CREATED, "later"));
    }

    private static Happening of(Type type, String path) {
        return new Happening(type, path, null);
    }
}
