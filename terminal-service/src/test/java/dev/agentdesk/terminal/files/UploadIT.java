package dev.agentdesk.terminal.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentdesk.terminal.support.Terminal;
import dev.agentdesk.testkit.service.ApiClient.Answer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class UploadIT {

    private static final String BOUNDARY = "----agentdesk-test";

    private static FilesClient files;

    @BeforeAll
    static void start() {
        files = FilesClient.of(Terminal.shared());
    }

    @Test
    void storesSeveralFilesAndFoldersOfOneForm() {
        var answer = upload("in/box", part("a.txt", "alpha") + part("sub/ä b.html", "<b>") + part("empty", ""));
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().path("data").findValuesAsString("path"))
                .containsExactly("in/box/a.txt", "in/box/sub/ä b.html", "in/box/empty");
        assertThat(files.get("in/box/sub/ä b.html").text()).isEqualTo("<b>");
        assertThat(files.get("in/box/empty").text()).isEmpty();
        assertThat(answer.json()
                        .path("data")
                        .get(0)
                        .path("last_writer")
                        .path("type")
                        .asString())
                .isEqualTo("user");
        assertThat(upload("", part("top.txt", "x")).status()).isEqualTo(201);
    }

    @Test
    void replacesOnlyWhereThatIsNotForbidden() {
        upload("again", part("a", "1"));
        var refused = upload("again", part("b", "2") + part("a", "2"), "If-None-Match", "*");
        assertThat(refused.code()).isEqualTo("precondition-failed");
        assertThat(refused.json().path("current").path("data").findValuesAsString("path"))
                .containsExactly("again/b");
        assertThat(files.get("again/a").text()).isEqualTo("1");
        assertThat(upload("again", part("a", "3")).status()).isEqualTo(201);
        assertThat(files.get("again/a").text()).isEqualTo("3");
    }

    @Test
    void aFormThatBreaksOffLeavesNoHalfFile() {
        var cut = "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"f\"; filename=\"cut\"\r\n\r\nhalf";
        var answer = files.api()
                .post(files.files() + "/upload?path=broken", part("whole", "x") + cut, "Content-Type", type());
        assertThat(answer.status()).isEqualTo(400);
        assertThat(files.paths("broken")).containsExactly("broken/whole");
    }

    @Test
    void aRefusalReachesWhoeverIsStillSending() {
        files.put("there", "1");
        var large = "x".repeat(15 * 1024 * 1024);
        for (int i = 0; i < 5; i++) {
            assertThat(files.put("there", large, "If-None-Match", "*").status()).isEqualTo(412);
        }
        assertThat(files.get("there").text()).isEqualTo("1");
    }

    @Test
    void refusesWhatIsNotAFormOfFiles() {
        var path = files.files() + "/upload?path=none";
        assertThat(files.api().post(path, "{}").code()).isEqualTo("unsupported-media-type");
        assertThat(upload("none", "").status()).isEqualTo(400);
        var field = "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\nvalue\r\n";
        assertThat(upload("none", field).json().path("errors").toString()).contains("/x");
        assertThat(upload("none", part("x", "y").repeat(101)).code()).isEqualTo("payload-too-large");
    }

    @Test
    void namesLeadNowhereElse() {
        for (var name : new String[] {"../up", "/etc/passwd", "a/../../b", "a\nb", "..", "a//b"}) {
            assertThat(upload("names", part(name, "x")).status()).as(name).isEqualTo(400);
        }
        assertThat(upload("../out", part("a", "x")).status()).isEqualTo(400);
        Terminal.shared().bash(files.workspace(), "ln -s /etc etc; mkdir -p names; ln -s .. names/up");
        assertThat(upload("etc", part("a", "x")).status()).isEqualTo(400);
        assertThat(upload("", part("etc/a", "x")).status()).isEqualTo(400);
        assertThat(files.paths("names")).containsExactly("names/up");
    }

    @Test
    void aRepeatWithAKeyIsNotHeldInMemory() {
        var one = upload("keyed", part("a", "1"), "Idempotency-Key", "upload-1");
        var two = upload("keyed", part("a", "1"), "Idempotency-Key", "upload-1");
        assertThat(one.status()).isEqualTo(201);
        assertThat(two.status()).isEqualTo(201);
    }

    private static Answer upload(String path, String parts, String... headers) {
        var all = new String[headers.length + 2];
        all[0] = "Content-Type";
        all[1] = type();
        System.arraycopy(headers, 0, all, 2, headers.length);
        return files.api()
                .post(
                        files.files() + "/upload?path=" + FilesClient.encoded(path),
                        parts + "--" + BOUNDARY + "--\r\n",
                        all);
    }

    private static String type() {
        return "multipart/form-data; boundary=" + BOUNDARY;
    }

    private static String part(String name, String content) {
        return "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                + "\"\r\nContent-Type: text/html\r\n\r\n" + content + "\r\n";
    }
}
