package dev.agentdesk.testkit.architecture.bad;

import java.time.Instant;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.ResponseStatus;

@ResponseStatus(HttpStatus.BAD_REQUEST)
public class BadHabits extends RuntimeException {

    @Autowired
    private String injected;

    @Value("${some.property}")
    private String value;

    @Transactional
    public Instant now() {
        System.out.println(injected + value + Pattern.compile("(a+)+"));
        return Instant.now();
    }
}
