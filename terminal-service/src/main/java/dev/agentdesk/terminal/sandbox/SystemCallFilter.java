package dev.agentdesk.terminal.sandbox;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * A seccomp program that refuses the few calls an agent has no use for and an attacker has: looking into other
 * processes, kernel programs, keyrings, user faults, nested user namespaces, typing into terminals.
 *
 * <p>Everything else is allowed; the namespaces and the missing rights do the rest.
 */
final class SystemCallFilter {

    private static final int LOAD = 0x20;
    private static final int IF_EQUAL = 0x15;
    private static final int IF_AT_LEAST = 0x35;
    private static final int IF_ANY_BIT = 0x45;
    private static final int RETURN = 0x06;

    private static final int ALLOW = 0x7fff0000;
    private static final int REFUSE = 0x00050000 | 1;
    private static final int NO_SUCH_CALL = 0x00050000 | 38;

    private static final int NUMBER = 0;
    private static final int ARCHITECTURE = 4;
    private static final int FIRST_ARGUMENT = 16;
    private static final int SECOND_ARGUMENT = 24;

    private static final int NEW_USER_NAMESPACE = 0x10000000;
    private static final int TIOCSTI = 0x5412;
    private static final int TIOCLINUX = 0x541c;
    /** Where the second numbering of x86-64 begins; nothing of ours uses it. */
    private static final int X32 = 0x40000000;

    /** Call numbers of one architecture. */
    private record Calls(int audit, int[] refused, int fork, int clone3, int unshare, int ioctl) {}

    private static final Calls X86_64 =
            new Calls(0xC000003E, new int[] {101, 248, 249, 250, 308, 321, 323}, 56, 435, 272, 16);
    private static final Calls AARCH64 =
            new Calls(0xC00000B7, new int[] {117, 217, 218, 219, 268, 280, 282}, 220, 435, 97, 29);

    private final ByteBuffer program = ByteBuffer.allocate(1024).order(ByteOrder.LITTLE_ENDIAN);

    private SystemCallFilter() {}

    /** The program for this machine; empty where its call numbers are not known here. */
    static Optional<byte[]> forThisMachine() {
        return switch (System.getProperty("os.arch")) {
            case "amd64", "x86_64" -> Optional.of(new SystemCallFilter().compile(X86_64));
            case "aarch64" -> Optional.of(new SystemCallFilter().compile(AARCH64));
            default -> Optional.empty();
        };
    }

    private byte[] compile(Calls calls) {
        add(LOAD, 0, 0, ARCHITECTURE);
        add(IF_EQUAL, 1, 0, calls.audit());
        add(RETURN, 0, 0, REFUSE);
        add(LOAD, 0, 0, NUMBER);
        add(IF_AT_LEAST, 0, 1, X32);
        add(RETURN, 0, 0, REFUSE);
        for (int number : calls.refused()) {
            add(IF_EQUAL, 0, 1, number);
            add(RETURN, 0, 0, REFUSE);
        }
        // Its flags are in memory that can't be looked at; without it libc falls back to clone.
        add(IF_EQUAL, 0, 1, calls.clone3());
        add(RETURN, 0, 0, NO_SUCH_CALL);
        refuseFlag(calls.fork());
        refuseFlag(calls.unshare());
        add(IF_EQUAL, 0, 5, calls.ioctl());
        add(LOAD, 0, 0, SECOND_ARGUMENT);
        add(IF_EQUAL, 1, 0, TIOCSTI);
        add(IF_EQUAL, 0, 1, TIOCLINUX);
        add(RETURN, 0, 0, REFUSE);
        add(RETURN, 0, 0, ALLOW);
        add(RETURN, 0, 0, ALLOW);
        var bytes = new byte[program.position()];
        program.flip().get(bytes);
        return bytes;
    }

    private void refuseFlag(int number) {
        add(IF_EQUAL, 0, 4, number);
        add(LOAD, 0, 0, FIRST_ARGUMENT);
        add(IF_ANY_BIT, 0, 1, NEW_USER_NAMESPACE);
        add(RETURN, 0, 0, REFUSE);
        add(RETURN, 0, 0, ALLOW);
    }

    private void add(int code, int ifTrue, int ifFalse, int value) {
        program.putShort((short) code).put((byte) ifTrue).put((byte) ifFalse).putInt(value);
    }
}
