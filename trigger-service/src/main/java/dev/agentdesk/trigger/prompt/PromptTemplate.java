package dev.agentdesk.trigger.prompt;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Mustache with sections and variables only: no partials, lambdas, inheritance or other delimiters, and no HTML
 * escaping.
 *
 * <p>Rendering is pure and bounded: at most {@link #MOST_STEPS} look-ups, at most {@link Sheet#LIMIT} bytes. It sees
 * maps, lists and texts, never a method of an object. Foreign values are marked by {@link ForeignText}.
 */
public final class PromptTemplate {

    /** Longer templates are refused; it is a request to an agent, not a document. */
    static final int LONGEST = 16_384;

    /** Sections within sections: each level multiplies the work by the length of a list. */
    static final int DEEPEST = 4;

    /** Look-ups and turns of a loop in one rendering; four nested loops over one list of 20 are 168,420. */
    static final int MOST_STEPS = 200_000;

    /** Stands before the name of a missing value. It cannot come from an event: see {@link EventView}. */
    private static final char MISSING = '\u0001';

    private final String text;

    private PromptTemplate(String text) {
        this.text = text;
    }

    /** @throws TemplateError if the text does not parse, or asks for more than sections and variables */
    public static PromptTemplate parse(String text) throws TemplateError {
        TemplateShape.check(text);
        try {
            compiler(new Steps(), value -> "").compile(text).visit(new TemplateShape());
        } catch (MustacheException | TemplateShape.Refused e) {
            throw new TemplateError(String.valueOf(e.getMessage()));
        }
        return new PromptTemplate(text);
    }

    /** @throws RenderRefused if this event makes the text too large, too costly or unsafe */
    public Prompt render(EventView event) {
        var sheet = new Sheet();
        var foreign = new ForeignText(sheet, event);
        var template = compiler(new Steps(), value -> formatted(value, foreign)).compile(text);
        execute(template, event, sheet);
        return new Prompt(withNotice(foreign, sheet), foreign.warnings());
    }

    private static String withNotice(ForeignText foreign, Sheet sheet) {
        var whole = foreign.notice() + sheet.text();
        if (whole.getBytes(StandardCharsets.UTF_8).length > Sheet.LIMIT) {
            throw Sheet.tooLarge();
        }
        return whole;
    }

    private static void execute(Template template, EventView event, Sheet sheet) {
        try {
            template.execute(event.values(), sheet);
        } catch (MustacheException e) {
            if (e.getCause() instanceof RenderRefused refused) {
                throw refused;
            }
            throw e;
        }
    }

    private static String formatted(Object value, ForeignText foreign) {
        if (value instanceof String text && !text.isEmpty() && text.charAt(0) == MISSING) {
            return foreign.missing(text.substring(1));
        }
        return foreign.mark(value);
    }

    private static Mustache.Compiler compiler(Steps steps, Mustache.Formatter formatter) {
        return Mustache.compiler()
                .escapeHTML(false)
                .defaultValue(MISSING + "{{name}}")
                .withCollector(steps)
                .withFormatter(formatter);
    }

    /** Shows maps and lists to the library, nothing else, and counts. */
    private static final class Steps implements Mustache.Collector {

        private int taken;

        private void take() {
            if (++taken > MOST_STEPS) {
                throw new RenderRefused(RenderRefused.TOO_COSTLY, "The sections of the prompt repeat too often.");
            }
        }

        /** An empty text counts as an empty list: its section is skipped. */
        @Override
        public @Nullable Iterator<?> toIterator(Object value) {
            if ("".equals(value)) {
                return Collections.emptyIterator();
            }
            if (!(value instanceof List<?> list)) {
                return null;
            }
            var items = list.iterator();
            return new Iterator<Object>() {
                @Override
                public boolean hasNext() {
                    return items.hasNext();
                }

                @Override
                public Object next() {
                    take();
                    return items.next();
                }
            };
        }

        @Override
        public Mustache.VariableFetcher createFetcher(Object context, String name) {
            return this::fetch;
        }

        private Object fetch(Object context, String name) {
            take();
            var found = context instanceof Map<?, ?> map ? map.get(name) : null;
            return found == null ? Template.NO_FETCHER_FOUND : found;
        }

        @Override
        public <K, V> Map<K, V> createFetcherCache() {
            return new HashMap<>();
        }
    }
}
