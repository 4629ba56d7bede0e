package dev.agentdesk.kit.id;

import dev.agentdesk.kit.web.RequestContext;
import java.security.SecureRandom;
import java.time.Clock;

/** Version 7 ids; inside a repeatable request, ids derived from its key instead. Thread safe. */
public final class MintedIds implements IdSource {

    private final SecureRandom random = new SecureRandom();
    private final Clock clock;

    public MintedIds(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String mint(String prefix) {
        var repeat = RequestContext.find().map(RequestContext::repeat);
        if (repeat.isPresent()) {
            var key = repeat.get();
            var nth = Integer.toString(key.given().getAndIncrement());
            return Ids.derive(prefix, key.begunAt(), key.principal(), key.path(), key.key(), nth);
        }
        return Ids.minted(prefix, clock.instant(), random.nextLong(), random.nextLong());
    }
}
