package org.tsumugi.hl7v2.code;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.CodeSystemContentMode;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.junit.jupiter.api.Test;

/** The resource {@code hl7-tables.tsv} and the code systems that FHIR publishes say the same. */
class Hl7TablesTest {

    private static final Pattern URL = Pattern.compile("http://terminology\\.hl7\\.org/CodeSystem/v2-(\\d{4})");

    private static final String PUBLISHED = "/org/hl7/fhir/r4/model/valueset/v2-tables.xml";

    @Test
    void tablesShouldHaveExactlyTheCodesThatArePublished() throws IOException {
        Map<String, Set<String>> published = published();
        assertThat(published).hasSizeGreaterThan(400);
        assertThat(CodeTableFile.hl7Tables()).isEqualTo(published);
    }

    private static Map<String, Set<String>> published() throws IOException {
        Map<String, Set<String>> tables = new HashMap<>();
        try (InputStream xml = Objects.requireNonNull(FhirContext.class.getResourceAsStream(PUBLISHED))) {
            Bundle all = FhirContext.forR4Cached().newXmlParser().parseResource(Bundle.class, xml);
            for (Bundle.BundleEntryComponent entry : all.getEntry()) {
                if (entry.getResource() instanceof CodeSystem system) {
                    Matcher table = URL.matcher(system.getUrl());
                    if (table.matches() && system.getContent() == CodeSystemContentMode.COMPLETE) {
                        Set<String> codes = new HashSet<>();
                        add(system.getConcept(), codes);
                        tables.put("HL7" + table.group(1), codes);
                    }
                }
            }
        }
        return tables;
    }

    private static void add(List<ConceptDefinitionComponent> concepts, Set<String> codes) {
        for (ConceptDefinitionComponent concept : concepts) {
            codes.add(concept.getCode());
            add(concept.getConcept(), codes);
        }
    }
}
