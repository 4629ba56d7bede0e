package dev.agentdesk.kit.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentdesk.kit.path.FolderWatch.Kind;
import dev.agentdesk.kit.path.PathRefused.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Names that strangers choose, against a folder with a neighbour that holds a secret; for both ways of opening. */
@Timeout(60)
class PathIT {

    private static final Duration RACE = Duration.ofSeconds(2);

    @TempDir
    Path home;

    private Path root;
    private Path outside;

    @BeforeEach
    void aFolderWithANeighbour() throws IOException {
        root = Files.createDirectory(home.resolve("files"));
        outside = Files.createDirectory(home.resolve("other"));
        Files.writeString(outside.resolve("secret"), "secret");
        Files.createDirectories(root.resolve("a/b"));
        Files.writeString(root.resolve("a/b/file"), "inside");
    }

    static Stream<String> namesOfTheCorpus() {
        var traversals = Stream.of(
                "..",
                "../other/secret",
                "a/../../other/secret",
                "a/b/../../../other/secret",
                "./../other/secret",
                "a/..",
                "a/b/..",
                "../",
                "..//",
                "a//b",
                "//",
                "/",
                "/etc/passwd",
                "//etc/passwd",
                "/proc/self/environ",
                "/dev/zero",
                "a/",
                "a/b/",
                "./a",
                "a/./b",
                "a/.",
                "../files/a/b/file",
                "....//",
                "a/b/file/",
                "a/b/file/..",
                "a\\b",
                "..\\other\\secret",
                "a\\..\\..",
                "\\",
                "C:\\windows",
                "\\\\host\\share",
                "a/b\\..\\..",
                "a\0b",
                "\0",
                "a/b/file\0.png",
                "a\nb",
                "a\rb",
                "a\tb",
                "\u0001",
                "\u001b[31m",
                "a\u007f",
                "a\u0085b",
                "a\u009bb",
                "\ud800",
                "a/\udfff/b",
                "x".repeat(256),
                "a/" + "y".repeat(300),
                "\u00fc".repeat(128),
                "z/".repeat(2100) + "z",
                "\ud83d\ude00".repeat(64));
        var linked = Stream.of(
                "out/secret",
                "abs/secret",
                "secretlink",
                "deep/link/secret",
                "proc/self/environ",
                "loop",
                "loop/x",
                "chain1/secret",
                "dots/secret",
                "magic/environ",
                "rootlink/etc/passwd",
                "out/../other/secret");
        var notFiles = Stream.of("a", "a/b", "pipe", "", ".", "device");
        var absent = Stream.of(
                "...",
                "%2e%2e/other/secret",
                "..%2fother",
                "~",
                "~root",
                "$HOME",
                "a/b/file2",
                "nul",
                "CON",
                "a:b",
                "\u2025/other",
                "\uff0e\uff0e/other",
                "file ",
                " file",
                "..\u200b",
                ".git",
                "-rf");
        return Stream.of(traversals, linked, notFiles, absent).flatMap(names -> names);
    }

    @ParameterizedTest
    @MethodSource("namesOfTheCorpus")
    void noNameOfTheCorpusReadsAByte(String name) throws Exception {
        layTraps();
        for (var opener : Opener.values()) {
            try (var beneath = Beneath.folder(root, opener)) {
                assertThatIOException().isThrownBy(() -> text(beneath, name));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("namesOfTheCorpus")
    void noNameOfTheCorpusWritesOrDeletesOutside(String name) throws Exception {
        layTraps();
        for (var opener : Opener.values()) {
            try (var beneath = Beneath.folder(root, opener)) {
                Files.writeString(root.resolve("movable"), "moved");
                Files.writeString(root.resolve("copyable"), "copied");
                quietly(() -> beneath.makeFolders(RelativePath.parse(name)));
                quietly(() -> put(beneath, name, "overwritten"));
                quietly(() -> beneath.move(inner("movable"), RelativePath.parse(name), true, any -> true));
                quietly(() -> beneath.copy(inner("copyable"), RelativePath.parse(name), true, any -> true));
                quietly(() -> beneath.copy(inner("a"), RelativePath.parse(name), false, any -> true));
                quietly(() -> beneath.copy(RelativePath.parse(name), inner("copied"), false, any -> true));
                quietly(() -> beneath.move(RelativePath.parse(name), inner("moved"), false, any -> true));
                quietly(() -> beneath.delete(RelativePath.parse(name), any -> true));
            }
        }
        assertThat(outside).isDirectoryContaining("glob:**secret");
        assertThat(outside.resolve("secret")).hasContent("secret");
        try (var around = Files.list(outside)) {
            assertThat(around).hasSize(1);
        }
        try (var around = Files.list(home)) {
            assertThat(around).hasSize(2);
        }
    }

    @Test
    void theCorpusHasEightyNames() {
        assertThat(namesOfTheCorpus().distinct().count()).isGreaterThanOrEqualTo(80);
    }

    @ParameterizedTest
    @EnumSource(Opener.class)
    void readsWhatItWrote(Opener opener) throws IOException {
        try (var beneath = Beneath.folder(root, opener)) {
            beneath.makeFolders(RelativePath.parse("neu/f\u00fcr/\u65e5\u672c"));
            var written = put(beneath, "neu/f\u00fcr/\u65e5\u672c/\u00e4.txt", "content");
            assertThat(text(beneath, "neu/f\u00fcr/\u65e5\u672c/\u00e4.txt")).isEqualTo("content");
            assertThat(written.size()).isEqualTo(7);
            assertThat(beneath.stat(RelativePath.parse("neu/f\u00fcr/\u65e5\u672c/\u00e4.txt"))
                            .version())
                    .isEqualTo(written.version());
            assertThat(beneath.list(RelativePath.parse("neu/f\u00fcr/\u65e5\u672c")))
                    .extracting(Beneath.Entry::name)
                    .containsExactly("\u00e4.txt");
        }
    }

    @ParameterizedTest
    @EnumSource(Opener.class)
    void replacingKeepsTheModeAndLeavesNothingElseBehind(Opener opener) throws IOException {
        var script = Files.writeString(root.resolve("run.sh"), "old");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-x---"));
        try (var beneath = Beneath.folder(root, opener)) {
            put(beneath, "run.sh", "new");
            assertThatIOException().isThrownBy(() -> put(beneath, "a", "a folder is in the way"));
        }
        assertThat(script).hasContent("new");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(script)))
                .isEqualTo("rwxr-x---");
        try (var all = Files.list(root)) {
            assertThat(all.map(p -> p.getFileName().toString())).containsExactlyInAnyOrder("a", "run.sh");
        }
    }

    @Test
    void everyReplacementHasAnotherVersion() throws IOException {
        try (var beneath = Beneath.folder(root)) {
            var versions = IntStream.range(0, 50)
                    .mapToObj(i -> version(beneath, "same size " + i % 10))
                    .toList();
            assertThat(versions).doesNotHaveDuplicates();
        }
    }

    @Test
    void aConditionThatDoesNotHoldLeavesTheOldFile() throws IOException {
        try (var beneath = Beneath.folder(root)) {
            var path = RelativePath.parse("a/b/file");
            assertThatThrownBy(() -> beneath.replace(path, in("new"), old -> old == null))
                    .isInstanceOfSatisfying(
                            PathRefused.class, e -> assertThat(e.reason()).isEqualTo(Reason.CONDITION));
            assertThat(text(beneath, "a/b/file")).isEqualTo("inside");
        }
    }

    @Test
    void contentThatBreaksOffLeavesTheOldFile() throws IOException {
        try (var beneath = Beneath.folder(root)) {
            var broken = new InputStream() {
                private int left = 100_000;

                @Override
                public int read() throws IOException {
                    if (left-- <= 0) {
                        throw new IOException("the client went away");
                    }
                    return 'x';
                }
            };
            assertThatIOException()
                    .isThrownBy(() -> beneath.replace(RelativePath.parse("a/b/file"), broken, any -> true));
            assertThat(text(beneath, "a/b/file")).isEqualTo("inside");
            assertThat(beneath.list(RelativePath.parse("a/b"))).hasSize(1);
        }
    }

    @Test
    void followsALinkThatStaysInside() throws IOException {
        Files.createSymbolicLink(root.resolve("alias"), Path.of("a/b"));
        try (var beneath = Beneath.folder(root, Opener.KERNEL)) {
            assertThat(text(beneath, "alias/file")).isEqualTo("inside");
        }
    }

    @ParameterizedTest
    @EnumSource(Opener.class)
    void deletesATreeAndNotWhatItsLinksPointTo(Opener opener) throws IOException {
        Files.createSymbolicLink(root.resolve("a/out"), outside);
        try (var beneath = Beneath.folder(root, opener)) {
            beneath.delete(RelativePath.parse("a"), any -> true);
            assertThatThrownBy(() -> beneath.stat(RelativePath.parse("a"))).isInstanceOf(NoSuchFileException.class);
        }
        assertThat(outside.resolve("secret")).hasContent("secret");
    }

    @ParameterizedTest
    @EnumSource(Opener.class)
    @Timeout(30)
    void whileAFolderAndALinkChangePlacesNothingOutsideIsTouched(Opener opener) throws Exception {
        Files.createDirectory(root.resolve("swap"));
        Files.writeString(root.resolve("swap/secret"), "inside");
        Files.createSymbolicLink(root.resolve("link"), outside);
        var done = new AtomicBoolean();
        var swaps = CompletableFuture.supplyAsync(() -> swapUntil(done));
        int inside = 0;
        try (var beneath = Beneath.folder(root, opener)) {
            long end = System.nanoTime() + RACE.toNanos();
            while (System.nanoTime() < end) {
                inside += readsInside(beneath) ? 1 : 0;
                quietly(() -> put(beneath, "swap/secret", "inside"));
                quietly(() -> put(beneath, "swap/new", "escaped"));
                quietly(() -> beneath.makeFolders(inner("swap/folder")));
                quietly(() -> beneath.copy(inner("a"), inner("swap/copied"), false, any -> true));
                quietly(() -> beneath.copy(inner("a/b/file"), inner("swap/secret"), true, any -> true));
                quietly(() -> beneath.move(inner("swap/copied"), inner("swap/moved"), false, any -> true));
                quietly(() -> beneath.copy(inner("swap"), inner("taken"), false, any -> true));
                quietly(() -> beneath.delete(inner("taken"), any -> true));
                for (var name : List.of("new", "folder", "copied", "moved")) {
                    quietly(() -> beneath.delete(inner("swap/" + name), any -> true));
                }
            }
        } finally {
            done.set(true);
        }
        assertThat(swaps.get(5, TimeUnit.SECONDS)).isGreaterThan(100);
        assertThat(inside).isPositive();
        assertThat(outside.resolve("secret")).hasContent("secret");
        try (var around = Files.list(outside)) {
            assertThat(around).containsExactly(outside.resolve("secret"));
        }
    }

    @ParameterizedTest
    @EnumSource(Opener.class)
    void movesAndCopiesWholeTrees(Opener opener) throws Exception {
        Files.createSymbolicLink(root.resolve("a/link"), outside);
        run("mkfifo", root.resolve("a/pipe").toString());
        try (var beneath = Beneath.folder(root, opener)) {
            beneath.copy(inner("a"), inner("copied"), false, any -> true);
            assertThat(root.resolve("copied/b/file")).hasContent("inside");
            assertThat(Files.readSymbolicLink(root.resolve("copied/link"))).isEqualTo(outside);
            assertThat(root.resolve("copied/pipe")).doesNotExist();
            assertThatThrownBy(() -> beneath.copy(inner("a"), inner("copied"), false, any -> true))
                    .isInstanceOf(FileAlreadyExistsException.class);
            beneath.move(inner("copied"), inner("a/moved"), false, any -> true);
            assertThat(root.resolve("a/moved/b/file")).hasContent("inside");
            assertThatThrownBy(() -> beneath.move(inner("a"), inner("a/moved/a"), false, any -> true))
                    .isInstanceOf(PathRefused.class);
            assertThatThrownBy(() -> beneath.copy(inner("a"), inner("a/moved/a"), false, any -> true))
                    .isInstanceOf(PathRefused.class);
        }
        try (var all = Files.list(root)) {
            assertThat(all).containsExactly(root.resolve("a"));
        }
    }

    @Test
    void hearsWhatHappensInAFolderThatItHolds() throws Exception {
        try (var beneath = Beneath.folder(root);
                var watch = FolderWatch.open()) {
            int folder = watch.add(beneath, inner("a"));
            assertThat(watch.take(Duration.ZERO)).isEmpty();
            Files.writeString(root.resolve("a/new"), "x");
            Files.move(root.resolve("a/new"), root.resolve("a/renamed"));
            var heard = watch.take(Duration.ofSeconds(5));
            assertThat(heard).extracting(FolderWatch.Change::folder).containsOnly(folder);
            assertThat(heard)
                    .extracting(FolderWatch.Change::kind)
                    .contains(Kind.CREATED, Kind.MODIFIED, Kind.MOVED_FROM, Kind.MOVED_TO);
            Files.createSymbolicLink(root.resolve("out"), outside);
            assertThatThrownBy(() -> watch.add(beneath, inner("out"))).isInstanceOf(PathRefused.class);
            watch.remove(folder);
            assertThat(watch.take(Duration.ofSeconds(5)))
                    .extracting(FolderWatch.Change::kind)
                    .contains(Kind.ENDED);
        }
    }

    private int swapUntil(AtomicBoolean done) {
        int swaps = 0;
        try {
            while (!done.get()) {
                move("swap", "folder");
                move("link", "swap");
                move("swap", "link");
                move("folder", "swap");
                swaps++;
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return swaps;
    }

    /** A writer that finds neither the folder nor the link makes a folder, which then is in the way. */
    private void move(String from, String to) throws IOException {
        while (true) {
            try {
                Files.move(root.resolve(from), root.resolve(to), StandardCopyOption.ATOMIC_MOVE);
                return;
            } catch (FileSystemException inTheWay) {
                clear(to);
            }
        }
    }

    private void clear(String name) throws IOException {
        try (var beneath = Beneath.folder(root)) {
            quietly(() -> beneath.delete(inner(name), any -> true));
        }
    }

    private static boolean readsInside(Beneath beneath) {
        try {
            assertThat(text(beneath, "swap/secret")).isEqualTo("inside");
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    private void layTraps() throws Exception {
        link("out", outside);
        link("abs", outside.toAbsolutePath());
        link("dots", Path.of("../other"));
        link("secretlink", outside.resolve("secret"));
        Files.createDirectories(root.resolve("deep"));
        link("deep/link", Path.of("../../other"));
        link("proc", Path.of("/proc"));
        link("magic", Path.of("/proc/self"));
        link("loop", Path.of("loop"));
        link("chain1", Path.of("chain2"));
        link("chain2", outside);
        link("rootlink", Path.of("/"));
        link("device", Path.of("/dev/zero"));
        run("mkfifo", root.resolve("pipe").toString());
    }

    private void link(String name, Path target) throws IOException {
        Files.createSymbolicLink(root.resolve(name), target);
    }

    private static void run(String... command) throws Exception {
        assertThat(new ProcessBuilder(List.of(command)).start().waitFor()).isZero();
    }

    private static String version(Beneath beneath, String content) {
        try {
            return put(beneath, "a/b/file", content).version();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static FileStat put(Beneath beneath, String name, String content) throws IOException {
        return beneath.replace(RelativePath.parse(name), in(content), any -> true);
    }

    private static String text(Beneath beneath, String name) throws IOException {
        try (var file = beneath.read(RelativePath.parse(name))) {
            return new String(Channels.newInputStream(file.channel()).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static RelativePath inner(String path) throws IOException {
        return RelativePath.parse(path);
    }

    private static InputStream in(String content) {
        return new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8));
    }

    private static void quietly(Attempt attempt) {
        try {
            attempt.run();
        } catch (IOException refused) {
            assertThat(refused).isNotNull();
        }
    }

    private interface Attempt {
        void run() throws IOException;
    }
}
