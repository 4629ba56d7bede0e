package dev.agentdesk.terminal.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentdesk.terminal.support.Terminal;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is too large for the memory passes through it. */
class LargeFileIT {

    private static final long SIZE = 2L << 30;

    /** More than a connection holds on its way. */
    private static final long REFUSED = 64L << 20;

    private static final long MOST_GROWTH = 64L << 20;

    private static FilesClient files;

    @BeforeAll
    static void start() {
        files = FilesClient.of(Terminal.shared());
        files.put("warm", "up");
    }

    @AfterAll
    static void remove() {
        files.delete("large.bin");
    }

    @Test
    void twoGigabytesPassBothWaysInLittleMemory() throws Exception {
        long before = used();
        try (var peak = new Peak()) {
            var upload = files.api()
                    .request(files.content("large.bin"))
                    .header("Content-Type", "application/octet-stream")
                    .PUT(BodyPublishers.ofInputStream(() -> new Zeros(SIZE)))
                    .build();
            assertThat(files.api().http().send(upload, BodyHandlers.ofString()).statusCode())
                    .isEqualTo(201);
            var download = files.api().request(files.content("large.bin")).build();
            try (var in = files.api()
                    .http()
                    .send(download, BodyHandlers.ofInputStream())
                    .body()) {
                assertThat(in.transferTo(OutputStream.nullOutputStream())).isEqualTo(SIZE);
            }
            assertThat(peak.bytes() - before).isLessThan(MOST_GROWTH);
        }
    }

    @Test
    void whoseUploadIsRefusedReadsWhyAndNotOfABrokenConnection() throws Exception {
        var upload = files.api()
                .request(files.content("warm"))
                .header("Content-Type", "application/octet-stream")
                .header("If-None-Match", "*")
                .PUT(BodyPublishers.ofInputStream(() -> new Zeros(REFUSED)))
                .build();
        assertThat(files.api().http().send(upload, BodyHandlers.ofString()).statusCode())
                .isEqualTo(412);
    }

    private static long used() {
        System.gc();
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    /**
     * The most that was in use, looked at every half second: what the collector leaves, not what it has not got to yet.
     */
    private static final class Peak implements AutoCloseable {

        private final AtomicLong most = new AtomicLong();
        private final CountDownLatch over = new CountDownLatch(1);

        Peak() {
            Thread.ofPlatform().daemon().start(() -> {
                try {
                    while (!over.await(500, TimeUnit.MILLISECONDS)) {
                        most.accumulateAndGet(used(), Math::max);
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }

        long bytes() {
            return most.accumulateAndGet(used(), Math::max);
        }

        @Override
        public void close() {
            over.countDown();
        }
    }

    private static final class Zeros extends InputStream {

        private long left;

        Zeros(long size) {
            left = size;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            int n = (int) Math.min(length, left);
            left -= n;
            return n;
        }
    }
}
