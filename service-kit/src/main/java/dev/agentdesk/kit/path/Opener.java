package dev.agentdesk.kit.path;

import static dev.agentdesk.kit.path.Native.O_DIRECTORY;
import static dev.agentdesk.kit.path.Native.O_NOFOLLOW;
import static dev.agentdesk.kit.path.Native.O_PATH;

import java.io.IOException;

/** How a path becomes a descriptor without leaving the folder. Which one the host can do is asked once. */
enum Opener {

    /** The kernel resolves the whole path; links that stay inside are followed. */
    KERNEL {
        @Override
        int open(int root, RelativePath path, int flags) throws IOException {
            for (int attempt = 0; ; attempt++) {
                int fd = Native.openat2(root, text(path), flags, 0);
                if (fd != -Native.EAGAIN || attempt == MAX_RACES) {
                    return Native.check(fd, path.toString());
                }
            }
        }
    },

    /** One segment at a time, and no link at all. */
    SEGMENTS {
        @Override
        int open(int root, RelativePath path, int flags) throws IOException {
            int folder = Native.check(Native.openat(root, ".", O_PATH | O_DIRECTORY, 0), path.toString());
            int last = path.segments().size() - 1;
            for (int i = 0; i <= last; i++) {
                int inner = i == last ? flags | O_NOFOLLOW : O_PATH | O_DIRECTORY | O_NOFOLLOW;
                int next = Native.openat(folder, path.segments().get(i), inner, 0);
                Native.close(folder);
                folder = Native.check(next, path.toString());
            }
            return last < 0 ? reopened(folder, flags) : refuseLink(folder);
        }
    };

    /** A rename that races makes the kernel give up; so many in a row are an attack, not an accident. */
    private static final int MAX_RACES = 128;

    /** ENOSYS: an old kernel; EPERM: an old seccomp profile. Asked once, because EPERM can also be a real refusal. */
    static final Opener BEST = probe();

    abstract int open(int root, RelativePath path, int flags) throws IOException;

    private static Opener probe() {
        int here = Native.openat(Native.AT_FDCWD, "/", O_PATH | O_DIRECTORY, 0);
        int fd = Native.openat2(here, ".", O_PATH | O_DIRECTORY, 0);
        if (fd >= 0) {
            Native.close(fd);
        }
        Native.close(here);
        return fd >= 0 ? KERNEL : SEGMENTS;
    }

    private static String text(RelativePath path) {
        return path.isRoot() ? "." : path.toString();
    }

    private static int reopened(int folder, int flags) throws IOException {
        int fd = Native.openat(folder, ".", flags, 0);
        Native.close(folder);
        return Native.check(fd, ".");
    }

    /** O_PATH with O_NOFOLLOW opens a link itself; it must not pass for what it points to. */
    private static int refuseLink(int fd) throws IOException {
        if (Native.stat(fd).type() == FileStat.Type.LINK) {
            Native.close(fd);
            throw new PathRefused(PathRefused.Reason.OUTSIDE, "The path leads over a link.");
        }
        return fd;
    }
}
