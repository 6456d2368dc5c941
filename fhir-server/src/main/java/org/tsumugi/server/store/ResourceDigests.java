package org.tsumugi.server.store;

import ca.uhn.fhir.context.FhirContext;
import java.nio.charset.StandardCharsets;
import org.hl7.fhir.r4.model.Resource;
import org.tsumugi.server.raw.Sha256;

/** Digests of resources with their ids, by their JSON: equal exactly when writing again would change nothing. */
public final class ResourceDigests {

    private final FhirContext fhir;

    /** Digests of JSON that {@code fhir} makes. */
    public ResourceDigests(FhirContext fhir) {
        this.fhir = fhir;
    }

    /** The digest of a resource as it is to be written. */
    public Sha256 of(Resource resource) {
        return Sha256.of(json(resource).getBytes(StandardCharsets.UTF_8));
    }

    String json(Resource resource) {
        return fhir.newJsonParser().encodeResourceToString(resource);
    }
}
