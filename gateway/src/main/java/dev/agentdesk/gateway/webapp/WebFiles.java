package dev.agentdesk.gateway.webapp;

import dev.agentdesk.kit.id.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The files of the built web application, read once at the start.
 *
 * <p>A closed map from path to bytes: a path that is no key of it is no file, whatever it looks like. Empty where the
 * build left the web application out.
 */
final class WebFiles {

    private static final String INDEX = "/index.html";
    private static final String ZIPPED = ".gz";

    private final Map<String, WebFile> files = new HashMap<>();
    private final Optional<Page> page;

    private WebFiles(Map<String, byte[]> contents) {
        this.page = Optional.ofNullable(contents.get(INDEX)).map(Page::of);
        contents.forEach((path, content) -> {
            if (!path.equals(INDEX) && !path.endsWith(ZIPPED)) {
                files.put(path, new WebFile(path, content, contents.get(path + ZIPPED), Digest.of(content)));
            }
        });
    }

    /** What lies in the same folder of the class path as its {@code index.html}, and beneath. */
    static WebFiles in(ClassLoader classes, String folder) {
        var index = classes.getResource(folder + INDEX);
        if (index == null) {
            return new WebFiles(Map.of());
        }
        try {
            return new WebFiles(read(root(index)));
        } catch (IOException e) {
            throw new UncheckedIOException("the web application can't be read from " + index, e);
        }
    }

    private static String root(URL index) {
        var address = index.toString();
        return address.substring(0, address.length() - INDEX.length());
    }

    private static Map<String, byte[]> read(String root) throws IOException {
        var contents = new HashMap<String, byte[]>();
        for (var found : new PathMatchingResourcePatternResolver().getResources(root + "/**")) {
            var path = found.getURL().toString().substring(root.length());
            if (!path.endsWith("/") && found.isReadable()) {
                contents.put(path, found.getContentAsByteArray());
            }
        }
        return contents;
    }

    Optional<WebFile> find(String path) {
        return Optional.ofNullable(files.get(path));
    }

    /** The one page of the application, unless it was not built. */
    Optional<Page> page() {
        return page;
    }
}
