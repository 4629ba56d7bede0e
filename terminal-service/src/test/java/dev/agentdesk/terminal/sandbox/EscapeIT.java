package dev.agentdesk.terminal.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentdesk.terminal.support.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a hostile command can reach, in each tier that this host has: whatever is said to be enforced is refused, and
 * the whole list is the one that the documentation shows.
 */
class EscapeIT {

    private static final Path EXPECTED = Path.of("src/test/resources/escape");

    /** What this host has shown; approved by being copied to the resources. */
    private static final Path SEEN = Path.of("target/escape");

    /** A way out, and any of the controls that close it. */
    private record Attempt(String command, Control... closedBy) {}

    @ParameterizedTest
    @EnumSource(Tier.class)
    void reachesOnlyWhatIsSaidToBeOpen(Tier tier) throws IOException {
        var terminal = Terminal.ofTier(tier.name());
        var host = terminal.service().bean(Node.class).host();
        Assumptions.assumeTrue(host.tier() == tier, "this host has no tier " + tier + "; it has " + host.tier());
        var verdicts = verdicts(terminal, host);
        var name = tier + (host.users() ? "-own-user" : "") + ".txt";
        var list = String.join("\n", verdicts.values()) + "\n";
        Files.writeString(Files.createDirectories(SEEN).resolve(name), list);
        if (Files.exists(EXPECTED.resolve(name))) {
            assertThat(list).isEqualTo(Files.readString(EXPECTED.resolve(name)));
        }
    }

    private static Map<String, String> verdicts(Terminal terminal, Host host) throws IOException {
        var victim = terminal.running();
        terminal.bash(victim, "echo secret > secret");
        Files.writeString(terminal.root().resolve("data"), "secret");
        Files.setPosixFilePermissions(
                terminal.root().resolve("data"), java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
        var attacker = terminal.running();
        var verdicts = new TreeMap<String, String>();
        for (var entry : attempts(terminal, victim).entrySet()) {
            var attempt = entry.getValue();
            var answer = terminal.bash(
                    attacker, "( " + attempt.command() + " ) >/dev/null 2>&1 && echo open || echo refused");
            var enforced = java.util.Arrays.stream(attempt.closedBy()).anyMatch(host.enforceable()::contains);
            if (enforced) {
                assertThat(answer).as(entry.getKey() + ": " + attempt.command()).isEqualTo("refused\n");
            }
            verdicts.put(entry.getKey(), "%-36s %s".formatted(entry.getKey(), answer.strip()));
        }
        return verdicts;
    }

    private static Map<String, Attempt> attempts(Terminal terminal, String victim) {
        var root = terminal.root();
        var secret = root.resolve(victim).resolve("files/secret");
        long server = ProcessHandle.current().pid();
        int port = terminal.service().port();
        var attempts = new LinkedHashMap<String, Attempt>();
        attempts.put("read another workspace", new Attempt("cat " + secret, Control.FILES));
        attempts.put("write another workspace", new Attempt("touch " + secret, Control.FILES));
        attempts.put("list the workspaces", new Attempt("ls " + root, Control.FILES));
        attempts.put("read the data folder", new Attempt("cat " + root.resolve("data"), Control.FILES));
        attempts.put("link to another workspace", new Attempt("ln " + secret + " hard", Control.FILES));
        attempts.put("follow a link outside", new Attempt("ln -sf " + secret + " soft && cat soft", Control.FILES));
        attempts.put("read the server's variables", new Attempt("cat /proc/" + server + "/environ", Control.USER));
        attempts.put(
                "walk through the server's root", new Attempt("ls /proc/" + server + "/root/" + root, Control.USER));
        attempts.put("signal the server", new Attempt("kill -0 " + server, Control.PROCESSES, Control.USER));
        attempts.put("see the server", new Attempt("test -d /proc/" + server, Control.PROCESSES));
        attempts.put("read the first process's variables", new Attempt("cat /proc/1/environ", Control.USER));
        attempts.put("read the password file", new Attempt("cat /etc/shadow", Control.USER));
        attempts.put("write to the system", new Attempt("touch /etc/agentdesk-was-here", Control.USER));
        attempts.put("become root", new Attempt("setpriv --reuid=0 true", Control.USER));
        attempts.put("connect to a service", new Attempt("exec 3<>/dev/tcp/127.0.0.1/" + port, Control.NETWORK));
        attempts.put("make a user namespace", new Attempt("unshare -U true", Control.SYSCALLS));
        attempts.put("mount something", new Attempt("mount -t tmpfs none /tmp", Control.USER));
        return attempts;
    }
}
