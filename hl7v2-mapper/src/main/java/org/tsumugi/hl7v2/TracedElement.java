package org.tsumugi.hl7v2;

import java.util.List;

/**
 * One element of a resource and where it comes from.
 *
 * @param resource such as {@code MedicationRequest/uuid}
 * @param path below the resource, such as {@code dosageInstruction[0].timing.code.coding[0].code}
 * @param value its value, as JSON has it
 * @param sources places of the message, such as {@code TQ1[2]-3.1}; empty when a rule, not the message, gives the value (a
 *     profile, a fixed system, an id, the storage path)
 */
public record TracedElement(String resource, String path, String value, List<String> sources) {

    public TracedElement {
        sources = List.copyOf(sources);
    }
}
