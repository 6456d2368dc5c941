package org.tsumugi.testbed.bench.mapper;

import ca.uhn.fhir.context.FhirContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.tsumugi.hl7v2.Contribution;
import org.tsumugi.hl7v2.MappedFile;
import org.tsumugi.hl7v2.MapperSettings;
import org.tsumugi.hl7v2.SsMix2Mapper;
import org.tsumugi.hl7v2.storage.StoragePath;

/** ISO-2022-JP bytes → resources of every contribution, with the account and the checks → JSON. */
final class OurMapper implements Converter {

    private final SsMix2Mapper mapper = SsMix2Mapper.of(MapperSettings.DEFAULT);
    private final FhirContext fhir = FhirContext.forR4Cached();
    private final Map<String, byte[]> bytes = new HashMap<>();

    @Override
    public String name() {
        return "tsumugi";
    }

    @Override
    public String convert(BenchMessage message) throws Exception {
        byte[] content = bytes.computeIfAbsent(message.name(), name -> message.bytes());
        MappedFile file = mapper.map("1312345670", StoragePath.parse(message.path()), content);
        Bundle bundle = new Bundle().setType(BundleType.COLLECTION);
        for (Contribution contribution : file.contributions()) {
            mapper.merge(contribution.group(), List.of(contribution))
                    .forEach(resource -> bundle.addEntry().setResource(resource));
        }
        if (bundle.getEntry().isEmpty()) {
            throw new IllegalStateException(message.name() + ": " + file.verdict() + " " + file.issues());
        }
        return fhir.newJsonParser().encodeResourceToString(bundle);
    }
}
