package dev.agentdesk.terminal.files;

import dev.agentdesk.terminal.support.Terminal;
import dev.agentdesk.testkit.service.ApiClient;
import dev.agentdesk.testkit.service.ApiClient.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The files of one Workspace as a client sees them. */
record FilesClient(ApiClient api, String workspace) {

    static FilesClient of(Terminal terminal) {
        return new FilesClient(terminal.admin(), terminal.running());
    }

    FilesClient as(ApiClient other) {
        return new FilesClient(other, workspace);
    }

    String files() {
        return "/api/v1/workspaces/" + workspace + "/files";
    }

    String content(String path) {
        return files() + "/content?path=" + encoded(path);
    }

    Answer get(String path, String... headers) {
        return api.get(content(path), headers);
    }

    Answer put(String path, String text, String... headers) {
        var all = new String[headers.length + 2];
        all[0] = "Content-Type";
        all[1] = "application/octet-stream";
        System.arraycopy(headers, 0, all, 2, headers.length);
        return api.put(content(path), text, all);
    }

    Answer delete(String path) {
        return api.delete(content(path) + "&recursive=true");
    }

    Answer makeFolder(String path) {
        return post("mkdir", Map.of("path", path));
    }

    Answer move(String from, String to, String... headers) {
        return post("move", Map.of("from", from, "to", to), headers);
    }

    Answer copy(String from, String to, String... headers) {
        return post("copy", Map.of("from", from, "to", to), headers);
    }

    Answer post(String what, Map<String, Object> body, String... headers) {
        return api.post(files() + "/" + what, JsonMapper.shared().writeValueAsString(body), headers);
    }

    /** The paths of everything below the folder. */
    List<String> paths(String folder) {
        return entries(folder).findValuesAsString("path");
    }

    JsonNode entries(String folder) {
        return api.get(files() + "?depth=20&path=" + encoded(folder)).json().path("data");
    }

    static String encoded(String path) {
        return URLEncoder.encode(path, StandardCharsets.UTF_8);
    }
}
