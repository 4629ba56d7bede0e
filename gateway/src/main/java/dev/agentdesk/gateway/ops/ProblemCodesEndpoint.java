package dev.agentdesk.gateway.ops;

import dev.agentdesk.contracts.ProblemCode;
import java.util.Arrays;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The closed list of reasons for which any request can be refused. */
@RestController
final class ProblemCodesEndpoint {

    record Codes(List<Code> data) {}

    record Code(String code, int status, String title, boolean retryable) {}

    @GetMapping("/api/v1/problems")
    Codes codes() {
        return new Codes(Arrays.stream(ProblemCode.values())
                .map(code -> new Code(code.code(), code.status(), code.title(), code.retryable()))
                .toList());
    }
}
