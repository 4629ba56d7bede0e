package dev.agentdesk.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.agentdesk.kit.event.DomainEvent;
import dev.agentdesk.kit.store.EventTypes;
import dev.agentdesk.kit.store.StoredForm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Approved JSON of every stored event: {@code <name>.r<revision>[.<variant>].json}. What is stored to-day must read for
 * ever, so an approved file is never changed or deleted; a change of form is a new revision with an upcast.
 *
 * <p>A missing file is written and the test fails once, so that a person looks at it and commits it.
 */
public final class ApprovedSamples {

    private final EventTypes types;
    private final Path folder;

    public ApprovedSamples(EventTypes types, Path folder) {
        this.types = types;
        this.folder = folder;
    }

    /** Fails for an event type without an example, a form that differs, or a file that can't be read any more. */
    public void verify(List<? extends DomainEvent> examples) {
        verify("", examples);
        assertEquals(Set.of(), without(examples), "event types without an example");
        everyFileStillReads();
    }

    /** Examples in another variant, e.g. with required members only. */
    public void verify(String variant, List<? extends DomainEvent> examples) {
        var missing = new ArrayList<Path>();
        for (var example : examples) {
            var type = types.of(example.getClass());
            var suffix = variant.isEmpty() ? "" : "." + variant;
            var file = folder.resolve(type.name() + ".r" + type.revision() + suffix + ".json");
            var form = StoredForm.write(example) + "\n";
            if (!Files.exists(file)) {
                write(file, form);
                missing.add(file.getFileName());
            }
            assertEquals(read(file), form, file.getFileName() + ": the stored form has changed");
        }
        assertEquals(List.of(), missing, "look at the new samples and commit them");
    }

    private Set<String> without(List<? extends DomainEvent> examples) {
        var shown = examples.stream().map(Object::getClass).collect(Collectors.toSet());
        return types.all().stream()
                .filter(type -> DomainEvent.class.isAssignableFrom(type.javaType()))
                .filter(type -> !shown.contains(type.javaType()))
                .map(EventTypes.Type::name)
                .collect(Collectors.toSet());
    }

    private void everyFileStillReads() {
        try (var files = Files.list(folder)) {
            files.filter(file -> file.toString().endsWith(".json")).forEach(this::reads);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void reads(Path file) {
        var parts = file.getFileName().toString().split("\\.");
        var name = parts[0] + "." + parts[1];
        int revision = Integer.parseInt(parts[2].substring(1));
        var type = types.named(name)
                .orElseThrow(() -> new AssertionError(name + " is approved but not registered any more"));
        StoredForm.upcast(types, name, revision, read(file), type.javaType());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
