package org.tsumugi.hl7v2.stay;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Location;
import org.hl7.fhir.r4.model.Reference;
import org.tsumugi.hl7v2.account.Place;
import org.tsumugi.hl7v2.code.CodeSystems;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.message.Repetition;
import org.tsumugi.hl7v2.message.Segment;

/** PL → a Location without an id, in the facility's own codes: ward (or, of outpatients, clinic), room, bed. */
final class PointOfCare {

    private static final String PHYSICAL_TYPE = "http://terminology.hl7.org/CodeSystem/location-physical-type";
    private static final String CLINIC = "C";

    /** A component of PL that is a code, what it is a code of, and the physical type of a place that is known so far. */
    private record Level(int component, String codes, String physicalType) {}

    private static final List<Level> LEVELS = List.of(
            new Level(7, "building", "bu"),
            new Level(8, "floor", "lvl"),
            new Level(1, "ward", "wa"),
            new Level(2, "room", "ro"),
            new Level(3, "bed", "bd"));

    private PointOfCare() {}

    /** The place of a field; empty when none was sent. */
    static Optional<Location> of(Segment segment, int field, MappingContext context) {
        Repetition pl = segment.field(field).first();
        Place at = context.at(segment, field).repetition(0);
        CodeSystems systems = context.concepts().systems();
        boolean clinic = pl.text(6).equals(CLINIC);
        Location place = new Location();
        StringBuilder name = new StringBuilder();
        for (Level level : LEVELS) {
            String code = pl.text(level.component()).strip();
            if (code.isEmpty()) {
                continue;
            }
            boolean ofClinic = clinic && level.codes().equals("ward");
            Identifier identifier = new Identifier()
                    .setSystem(systems.local(ofClinic ? "clinic" : level.codes()))
                    .setValue(code);
            place.addIdentifier(identifier);
            at.component(level.component()).gives(identifier.getValueElement());
            if (!ofClinic) {
                place.setPhysicalType(
                        new CodeableConcept().addCoding(new Coding(PHYSICAL_TYPE, level.physicalType(), null)));
            }
            name.append(name.isEmpty() ? "" : "-").append(code);
        }
        description(pl, at, place);
        if (!place.hasIdentifier() && !place.hasDescription()) {
            return Optional.empty();
        }
        facility(pl, at, place);
        return Optional.of(place.setName(name.isEmpty() ? place.getDescription() : name.toString()));
    }

    private static void description(Repetition pl, Place at, Location place) {
        if (!pl.text(9).isBlank()) {
            at.component(9).gives(place.setDescription(pl.text(9)).getDescriptionElement());
        }
    }

    private static void facility(Repetition pl, Place at, Location place) {
        if (!pl.text(4).isBlank()) {
            Reference facility = new Reference().setDisplay(pl.text(4));
            place.setManagingOrganization(facility);
            at.component(4).gives(facility.getDisplayElement());
        }
    }

    /** Whether two PL say the same place. */
    static boolean isSame(Repetition one, Repetition other) {
        return IntStream.of(1, 2, 3, 4, 7, 8, 9)
                .allMatch(part -> one.text(part).strip().equals(other.text(part).strip()));
    }

    /** Whether two places have the same codes. */
    static boolean isSame(Location one, Location other) {
        return key(one).equals(key(other));
    }

    private static String key(Location place) {
        return place.hasIdentifier()
                ? place.getIdentifier().stream()
                        .map(code -> code.getSystem() + "|" + code.getValue())
                        .collect(Collectors.joining("\n"))
                : place.getName();
    }
}
