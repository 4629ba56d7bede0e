package dev.agentdesk.kit.web;

import dev.agentdesk.contracts.ProblemCode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Bounds JSON bodies, announced or not. Other media types (uploads) are streamed and bounded where they are read. */
final class BodyLimitFilter extends OncePerRequestFilter {

    /** A message is text; whatever is larger is a file and goes to the files of the Workspace. */
    static final long MOST_BYTES = 1024 * 1024;

    private final Problems problems;
    private final StreamedBodies streamed;

    BodyLimitFilter(Problems problems, StreamedBodies streamed) {
        this.problems = problems;
        this.streamed = streamed;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!isJson(request) || streamed.has(request)) {
            chain.doFilter(request, response);
        } else if (request.getContentLengthLong() > MOST_BYTES) {
            problems.write(
                    request,
                    response,
                    ProblemCode.PAYLOAD_TOO_LARGE,
                    "The body may have at most " + MOST_BYTES + " bytes.");
        } else {
            chain.doFilter(new Bounded(request), response);
        }
    }

    private static boolean isJson(HttpServletRequest request) {
        var type = request.getContentType();
        return type == null || type.contains("json");
    }

    private static final class Bounded extends HttpServletRequestWrapper {

        Bounded(HttpServletRequest request) {
            super(request);
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            return new BoundedStream(super.getInputStream());
        }
    }

    private static final class BoundedStream extends ServletInputStream {

        private final ServletInputStream in;
        private long left = MOST_BYTES;

        BoundedStream(ServletInputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            int b = in.read();
            spend(b < 0 ? 0 : 1);
            return b;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int n = in.read(buffer, offset, length);
            spend(Math.max(n, 0));
            return n;
        }

        private void spend(int bytes) throws BodyTooLarge {
            left -= bytes;
            if (left < 0) {
                throw new BodyTooLarge(MOST_BYTES);
            }
        }

        @Override
        public boolean isFinished() {
            return in.isFinished();
        }

        @Override
        public boolean isReady() {
            return in.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            in.setReadListener(listener);
        }
    }
}
