package org.tsumugi.server.refusal;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;
import org.tsumugi.server.raw.Sha256;

/** The refusal list of a facility, for that facility's senders. */
@RestController
public final class RefusalController {

    private final RefusedPatients refused;

    /** Tells what is in {@code refused}. */
    public RefusalController(RefusedPatients refused) {
        this.refused = refused;
    }

    /**
     * @param version rises with every change
     * @param patients patient IDs
     */
    record Listed(String facility, long version, Collection<String> patients) {}

    /** The list, or 304 when the sender has it. */
    @GetMapping("/ssmix2/{facility}/refusals")
    @Nullable
    ResponseEntity<Listed> list(@PathVariable String facility, WebRequest request) {
        // read first: a list that changes meanwhile is newer than it says, and the next question gets it
        long version = refused.version(facility);
        Set<String> patients = refused.of(facility);
        if (request.checkNotModified(tag(version, patients))) {
            return null;
        }
        return ResponseEntity.ok()
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .body(new Listed(facility, version, patients));
    }

    /** Of the list itself, so that a database that was put back to an earlier state cannot give one tag to two lists. */
    private static String tag(long version, Set<String> patients) {
        String text = version + "\n" + String.join("\n", patients);
        return Sha256.of(text.getBytes(StandardCharsets.UTF_8)).hex().substring(0, 32);
    }
}
