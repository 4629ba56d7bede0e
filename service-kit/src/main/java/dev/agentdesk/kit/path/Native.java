package dev.agentdesk.kit.path;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** The few calls of the kernel that Java does not offer: everything relative to an open folder. Linux, 64 bits. */
@SuppressWarnings("restricted")
final class Native {

    static final int O_RDONLY = 0;
    static final int O_RDWR = 2;
    static final int O_CREAT = 0x40;
    static final int O_EXCL = 0x80;
    static final int O_CLOEXEC = 0x80000;
    static final int O_PATH = 0x200000;

    /** Two flags have other values on 64-bit ARM. */
    private static final boolean ARM = System.getProperty("os.arch").equals("aarch64");

    static final int O_DIRECTORY = ARM ? 0x4000 : 0x10000;
    static final int O_NOFOLLOW = ARM ? 0x8000 : 0x20000;
    static final int O_TMPFILE = 0x400000 | O_DIRECTORY;

    static final int AT_FDCWD = -100;
    static final int AT_REMOVEDIR = 0x200;
    static final int AT_SYMLINK_NOFOLLOW = 0x100;
    static final int AT_SYMLINK_FOLLOW = 0x400;
    static final int AT_EMPTY_PATH = 0x1000;

    static final int EPERM = 1;
    static final int ENOENT = 2;
    static final int EAGAIN = 11;
    static final int EEXIST = 17;
    static final int EINVAL = 22;
    static final int ENOSYS = 38;

    private static final int RENAME_NOREPLACE = 1;
    private static final int LONGEST_LINK = 4096;

    private static final long SYS_OPENAT2 = 437;
    private static final long RESOLVE_NO_XDEV = 1;
    private static final long RESOLVE_NO_MAGICLINKS = 2;
    private static final long RESOLVE_BENEATH = 8;
    private static final long OPEN_HOW_SIZE = 24;
    private static final int STATX_BASIC = 0x7ff;
    private static final int DIRENT_NAME = 19;

    private static final Linker LINKER = Linker.nativeLinker();
    static final MemoryLayout STATE = Linker.Option.captureStateLayout();
    static final VarHandle ERRNO = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private static final MethodHandle SYSCALL =
            variadic("syscall", 1, JAVA_LONG, JAVA_LONG, JAVA_LONG, ADDRESS, ADDRESS, JAVA_LONG);
    private static final MethodHandle OPENAT = variadic("openat", 3, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT);
    private static final MethodHandle CLOSE = plain("close", JAVA_INT, JAVA_INT);
    private static final MethodHandle RENAMEAT2 =
            plain("renameat2", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle READLINKAT =
            plain("readlinkat", JAVA_LONG, JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG);
    private static final MethodHandle SYMLINKAT = plain("symlinkat", JAVA_INT, ADDRESS, JAVA_INT, ADDRESS);
    private static final MethodHandle FCHOWNAT =
            plain("fchownat", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle SYNCFS = plain("syncfs", JAVA_INT, JAVA_INT);
    private static final MethodHandle UNLINKAT = plain("unlinkat", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle MKDIRAT = plain("mkdirat", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle LINKAT =
            plain("linkat", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle FSYNC = plain("fsync", JAVA_INT, JAVA_INT);
    private static final MethodHandle FCHMOD = plain("fchmod", JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle FCHOWN = plain("fchown", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle STATX = plain("statx", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS);
    private static final MethodHandle GETEUID = plain("geteuid", JAVA_INT);
    private static final MethodHandle FDOPENDIR = plain("fdopendir", ADDRESS, JAVA_INT);
    private static final MethodHandle READDIR = plain("readdir", ADDRESS, ADDRESS);
    private static final MethodHandle CLOSEDIR = plain("closedir", JAVA_INT, ADDRESS);

    private Native() {}

    /** A descriptor, or minus errno. EAGAIN says that a rename raced: the kernel asks us to try again. */
    static int openat2(int dir, String path, int flags, int mode) {
        try (var arena = Arena.ofConfined()) {
            var how = arena.allocate(OPEN_HOW_SIZE, 8);
            how.set(JAVA_LONG, 0, Integer.toUnsignedLong(flags | O_CLOEXEC));
            how.set(JAVA_LONG, 8, mode);
            how.set(JAVA_LONG, 16, RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS | RESOLVE_NO_XDEV);
            var name = arena.allocateFrom(path);
            var state = arena.allocate(STATE);
            long fd = (long) SYSCALL.invokeExact(state, SYS_OPENAT2, (long) dir, name, how, OPEN_HOW_SIZE);
            return (int) (fd < 0 ? -(int) ERRNO.get(state, 0L) : fd);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** A descriptor, or minus errno. */
    static int openat(int dir, String name, int flags, int mode) {
        try (var arena = Arena.ofConfined()) {
            var state = arena.allocate(STATE);
            int fd = (int) OPENAT.invokeExact(state, dir, arena.allocateFrom(name), flags | O_CLOEXEC, mode);
            return fd < 0 ? -(int) ERRNO.get(state, 0L) : fd;
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    static void close(int fd) {
        call(CLOSE, fd);
    }

    static void rename(int fromDir, String from, int toDir, String to) throws IOException {
        renamed(call(RENAMEAT2, fromDir, from, toDir, to, 0), to);
    }

    private static void renamed(int result, String to) throws IOException {
        if (result == -EINVAL) {
            throw new PathRefused(PathRefused.Reason.NOT_A_FOLDER, "A folder can't be moved into itself.");
        }
        check(result, to);
    }

    /** Refuses where something is at the new name. Some file systems can't; there it is looked at just before. */
    static void renameToNew(int fromDir, String from, int toDir, String to) throws IOException {
        int renamed = call(RENAMEAT2, fromDir, from, toDir, to, RENAME_NOREPLACE);
        if (renamed == -EINVAL || renamed == -ENOSYS) {
            if (exists(toDir, to)) {
                throw new FileAlreadyExistsException(to);
            }
            rename(fromDir, from, toDir, to);
        } else {
            check(renamed, to);
        }
    }

    private static boolean exists(int dir, String name) throws IOException {
        try {
            stat(dir, name, AT_SYMLINK_NOFOLLOW);
            return true;
        } catch (NoSuchFileException absent) {
            return false;
        }
    }

    /** Makes a link that says the same as the one given. */
    static void copyLink(int fromDir, String from, int toDir, String to) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var state = arena.allocate(STATE);
            var text = arena.allocate(LONGEST_LINK + 1);
            long length =
                    (long) READLINKAT.invokeExact(state, fromDir, arena.allocateFrom(from), text, (long) LONGEST_LINK);
            check(length < 0 ? -(int) ERRNO.get(state, 0L) : 0, from);
            int made = (int) SYMLINKAT.invokeExact(state, text, toDir, arena.allocateFrom(to));
            check(made < 0 ? -(int) ERRNO.get(state, 0L) : made, to);
        } catch (IOException e) {
            throw e;
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** Of the entry itself, be it a link. */
    static void chown(int dir, String name, int uid, int gid) throws IOException {
        check(call(FCHOWNAT, dir, name, uid, gid, AT_SYMLINK_NOFOLLOW), name);
    }

    /** All that was written to the file system, at once: cheaper than each of many files by itself. */
    static void syncAll(int fd) throws IOException {
        check(call(SYNCFS, fd), "syncfs");
    }

    static void unlink(int dir, String name, int flags) throws IOException {
        check(call(UNLINKAT, dir, name, flags), name);
    }

    /** Zero, or minus errno. */
    static int mkdir(int dir, String name, int mode) {
        return call(MKDIRAT, dir, name, mode);
    }

    /** Gives a nameless file a name; zero, or minus errno. */
    static int link(int fd, int dir, String name) {
        return call(LINKAT, AT_FDCWD, "/proc/self/fd/" + fd, dir, name, AT_SYMLINK_FOLLOW);
    }

    static void fsync(int fd) throws IOException {
        check(call(FSYNC, fd), "fsync");
    }

    static void chmod(int fd, int mode) throws IOException {
        check(call(FCHMOD, fd, mode), "fchmod");
    }

    static void chown(int fd, int uid, int gid) throws IOException {
        check(call(FCHOWN, fd, uid, gid), "fchown");
    }

    static boolean isRoot() {
        return call(GETEUID) == 0;
    }

    /** What an open descriptor stands for. */
    static FileStat stat(int fd) throws IOException {
        return stat(fd, "", AT_EMPTY_PATH);
    }

    static FileStat stat(int dir, String name, int flags) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var state = arena.allocate(STATE);
            var out = arena.allocate(256, 8);
            int result = (int) STATX.invokeExact(state, dir, arena.allocateFrom(name), flags, STATX_BASIC, out);
            check(result < 0 ? -(int) ERRNO.get(state, 0L) : result, name);
            return Statx.read(out);
        } catch (IOException e) {
            throw e;
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** The names in a folder, unordered, without {@code .} and {@code ..}; takes the descriptor over and closes it. */
    static List<String> names(int fd) {
        try (var arena = Arena.ofConfined()) {
            var state = arena.allocate(STATE);
            var dir = (MemorySegment) FDOPENDIR.invokeExact(state, fd);
            if (dir.address() == 0) {
                close(fd);
                throw new IllegalStateException("fdopendir: errno " + (int) ERRNO.get(state, 0L));
            }
            var names = new ArrayList<String>();
            while (true) {
                var entry = (MemorySegment) READDIR.invokeExact(state, dir);
                if (entry.address() == 0) {
                    break;
                }
                var name = entry.reinterpret(DIRENT_NAME + 256L).getString(DIRENT_NAME);
                if (!name.equals(".") && !name.equals("..")) {
                    names.add(name);
                }
            }
            int ignored = (int) CLOSEDIR.invokeExact(state, dir);
            return names;
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** Throws what a negative result means, returns any other. */
    static int check(int result, String path) throws IOException {
        if (result >= 0) {
            return result;
        }
        throw switch (-result) {
            case ENOENT -> new NoSuchFileException(path);
            case EEXIST -> new FileAlreadyExistsException(path);
            case 39 -> new DirectoryNotEmptyException(path);
            case EPERM, 13 -> new AccessDeniedException(path);
            case 18, 40 -> new PathRefused(PathRefused.Reason.OUTSIDE, "The path leads out of the workspace.");
            case 20 -> new PathRefused(PathRefused.Reason.NOT_A_FOLDER, "A part of the path is not a folder.");
            case 21 -> new PathRefused(PathRefused.Reason.NOT_A_FILE, "There is a folder at this path.");
            case 36 -> new PathRefused(PathRefused.Reason.MALFORMED, "The path is too long.");
            case 28, 122 -> new OutOfSpace(path);
            default -> new FileSystemException(path, null, "errno " + -result);
        };
    }

    static int call(MethodHandle function, Object... arguments) {
        try (var arena = Arena.ofConfined()) {
            var state = arena.allocate(STATE);
            var all = new ArrayList<Object>();
            all.add(state);
            for (Object argument : arguments) {
                all.add(argument instanceof String text ? arena.allocateFrom(text) : argument);
            }
            int result = (int) function.invokeWithArguments(all);
            return result < 0 ? -(int) ERRNO.get(state, 0L) : result;
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    static MethodHandle plain(String name, MemoryLayout result, MemoryLayout... arguments) {
        return handle(name, OptionalInt.empty(), FunctionDescriptor.of(result, arguments));
    }

    private static MethodHandle variadic(String name, int first, MemoryLayout result, MemoryLayout... arguments) {
        return handle(name, OptionalInt.of(first), FunctionDescriptor.of(result, arguments));
    }

    private static MethodHandle handle(String name, OptionalInt firstVariadic, FunctionDescriptor shape) {
        var options = new ArrayList<Linker.Option>();
        options.add(Linker.Option.captureCallState("errno"));
        firstVariadic.ifPresent(index -> options.add(Linker.Option.firstVariadicArg(index)));
        return LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow(name), shape, options.toArray(Linker.Option[]::new));
    }

    static RuntimeException unexpected(Throwable e) {
        return e instanceof RuntimeException known ? known : new IllegalStateException(e);
    }
}
