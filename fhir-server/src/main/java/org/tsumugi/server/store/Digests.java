package org.tsumugi.server.store;

import ca.uhn.fhir.context.FhirContext;
import java.nio.charset.StandardCharsets;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.tsumugi.hl7v2.Contribution;
import org.tsumugi.hl7v2.ResourceContribution;
import org.tsumugi.hl7v2.SsMix2Mapper;
import org.tsumugi.server.raw.Sha256;

/** Digests that are equal exactly when writing again would change nothing. */
final class Digests {

    private final ResourceDigests resources;

    Digests(FhirContext fhir) {
        this.resources = new ResourceDigests(fhir);
    }

    /** Of a resource, by its JSON. */
    Sha256 of(Resource resource) {
        return resources.of(resource);
    }

    /**
     * Of a contribution, or null when it is not complete resources. What one patient's files say about that patient is named by the
     * file and the version of the mapper; what everybody's files say about a department is mostly the same, and named by what they say.
     */
    @Nullable
    Sha256 of(Contribution contribution, SettledFile file) {
        if (!(contribution instanceof ResourceContribution whole)) {
            return null;
        }
        if (contribution.group().kind().isOfOnePatient()) {
            return digest(String.join(
                    "|",
                    SsMix2Mapper.VERSION,
                    file.file().keyFile().identity(),
                    file.flag().name(),
                    file.file().keyFile().sha256().hex()));
        }
        StringBuilder all = new StringBuilder();
        whole.resources()
                .forEach(resource -> all.append(resources.json(resource)).append('\n'));
        return digest(all.toString());
    }

    private static Sha256 digest(String text) {
        return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
