package dev.agentdesk.terminal.screen;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The looks of one terminal's cells: a {@link Style}, or a number that stands for a style with an {@link Extra}.
 *
 * <p>Law: the ground of a look is that of its style, whichever of the two it is. What no cell has any more is given up,
 * so that memory does not depend on how many links a program prints; where more are on the screen at once than are
 * kept, the rest is shown without.
 */
final class Looks {

    /** Links and colours of underlines that are on the screen at once. */
    static final int MOST = 2_048;

    /** Looking for what is not needed any more is not for every new one. */
    private static final int SWEEP_AFTER = 512;

    private static final long NUMBERED = 1L << 63;
    private static final long NUMBER = (1L << 26) - 1;

    private record Rich(long style, Extra extra) {}

    private final Consumer<Consumer<Line>> lines;
    private final List<@Nullable Rich> kept = new ArrayList<>();
    private final Map<Rich, Integer> numbers = new HashMap<>();
    private final BitSet taken = new BitSet();
    private int newSinceSweep;

    /** @param lines shows all lines that cells may be looked at in */
    Looks(Consumer<Consumer<Line>> lines) {
        this.lines = lines;
    }

    long of(long style, Extra extra) {
        if (extra.isNone()) {
            return style;
        }
        var rich = new Rich(style, extra);
        var number = numbers.get(rich);
        int at = number == null ? keep(rich) : number;
        return at < 0 ? style : NUMBERED | Style.ground(style) | at;
    }

    long style(long look) {
        var rich = rich(look);
        return rich == null ? look : rich.style();
    }

    Extra extra(long look) {
        var rich = rich(look);
        return rich == null ? Extra.NONE : rich.extra();
    }

    /** The sequence that makes this the look, but for its link. */
    void write(long look, StringBuilder out) {
        Style.write(style(look), extra(look).underline(), out);
    }

    private @Nullable Rich rich(long look) {
        return look < 0 ? kept.get((int) (look & NUMBER)) : null;
    }

    private int keep(Rich rich) {
        newSinceSweep++;
        int at = taken.nextClearBit(0);
        if (at >= MOST && newSinceSweep > SWEEP_AFTER) {
            sweep();
            at = taken.nextClearBit(0);
        }
        if (at >= MOST) {
            return -1;
        }
        if (at == kept.size()) {
            kept.add(rich);
        } else {
            kept.set(at, rich);
        }
        taken.set(at);
        numbers.put(rich, at);
        return at;
    }

    private void sweep() {
        newSinceSweep = 0;
        var needed = new BitSet();
        lines.accept(line -> {
            for (int i = 0; i < line.columns(); i++) {
                if (line.style(i) < 0) {
                    needed.set((int) (line.style(i) & NUMBER));
                }
            }
        });
        for (int i = 0; i < kept.size(); i++) {
            var rich = kept.get(i);
            if (rich != null && !needed.get(i)) {
                numbers.remove(rich);
                kept.set(i, null);
                taken.clear(i);
            }
        }
    }
}
