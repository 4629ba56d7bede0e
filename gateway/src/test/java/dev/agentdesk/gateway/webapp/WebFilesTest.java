package dev.agentdesk.gateway.webapp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentdesk.kit.web.JsonConfiguration;
import dev.agentdesk.kit.web.Problems;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class WebFilesTest {

    @Test
    void saysSoWhenTheApplicationWasNotBuilt() throws Exception {
        var files = WebFiles.in(getClass().getClassLoader(), "no-such-folder");
        var filter = new WebApplication(files, new Problems(JsonConfiguration.apiJson()));
        var request = new MockHttpServletRequest("GET", "/sign-in");
        var response = new MockHttpServletResponse();
        filter.doFilter(request, response, new MockFilterChain());
        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getContentType()).startsWith("text/plain");
        assertThat(response.getContentAsString()).contains("no web application", "/api/v1");
    }

    @Test
    void readsItFromAJar(@TempDir Path folder) throws Exception {
        var jar = folder.resolve("web app.jar");
        try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (String name :
                    new String[] {"web/", "web/index.html", "web/assets/", "web/assets/a-1.js", "other.js"}) {
                out.putNextEntry(new JarEntry(name));
                out.write(name.endsWith("/") ? new byte[0] : name.getBytes(StandardCharsets.UTF_8));
            }
        }
        try (var classes = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null)) {
            var files = WebFiles.in(classes, "web");
            assertThat(files.page()).isPresent();
            assertThat(files.find("/assets/a-1.js")).isPresent();
            assertThat(files.find("/index.html")).isEmpty();
            assertThat(files.find("/assets/")).isEmpty();
            assertThat(files.find("/other.js")).isEmpty();
        }
    }
}
