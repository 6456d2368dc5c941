package org.tsumugi.hl7v2.directory;

import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;
import org.tsumugi.hl7v2.GroupKind;
import org.tsumugi.hl7v2.account.Place;
import org.tsumugi.hl7v2.code.JpCore;
import org.tsumugi.hl7v2.datatype.HumanNames;
import org.tsumugi.hl7v2.message.Field;
import org.tsumugi.hl7v2.message.Repetition;

/**
 * XCN → Practitioner, by the facility's own staff id. A repetition without an id that follows another is the same person's name
 * in another writing only when both say which writing they are in (XCN.15) and it is not the same; otherwise it is somebody
 * else. Somebody without an id is only named, in the reference's display.
 */
public final class Practitioners {

    private final Directory directory;

    public Practitioners(Directory directory) {
        this.directory = directory;
    }

    /** The people of a field, in the order sent. */
    public List<Reference> of(Field field, Place place) {
        List<Person> people = new ArrayList<>();
        for (int i = 0; i < field.repetitions().size(); i++) {
            Repetition xcn = field.repetitions().get(i);
            Place at = place.repetition(i);
            HumanName name = HumanNames.ofStaff(xcn, at).orElse(null);
            String id = xcn.text(1).strip();
            if (name == null && id.isEmpty()) {
                continue;
            }
            if (people.isEmpty() || !people.get(people.size() - 1).isAlso(id, name)) {
                people.add(new Person(id));
            }
            people.get(people.size() - 1).places.add(at);
            if (name != null) {
                people.get(people.size() - 1).names.add(name);
            }
        }
        return people.stream().map(this::reference).toList();
    }

    private Reference reference(Person person) {
        String display = person.names.isEmpty() ? "" : person.names.get(0).getText();
        if (person.id.isEmpty()) {
            return person.shownIn(new Reference().setDisplay(display));
        }
        Practitioner practitioner = new Practitioner();
        practitioner.setId(directory.id("Practitioner", person.id));
        practitioner.getMeta().addProfile(JpCore.profile("JP_Practitioner"));
        Identifier number = Directory.identifier(JpCore.practitionerIdSystem(directory.facility()), person.id);
        person.places.forEach(place -> place.component(1).gives(number.getValueElement()));
        practitioner.addIdentifier(number);
        practitioner.setName(person.names);
        directory.add(GroupKind.PRACTITIONER, person.id, person.tier(), practitioner);
        return person.shownIn(Directory.reference(practitioner, display));
    }

    private static final class Person {
        private final String id;
        private final List<HumanName> names = new ArrayList<>();
        private final List<Place> places = new ArrayList<>();

        Person(String id) {
            this.id = id;
        }

        /** The id makes the reference, the first name its display. */
        Reference shownIn(Reference reference) {
            if (reference.hasReference()) {
                places.forEach(place -> place.component(1).gives(reference.getReferenceElement_()));
            }
            if (!names.isEmpty()) {
                HumanName shown = names.get(0);
                if (shown.hasFamily()) {
                    places.get(0).component(2).gives(reference.getDisplayElement());
                }
                if (shown.hasGiven()) {
                    places.get(0).component(3).gives(reference.getDisplayElement());
                }
            }
            return reference;
        }

        boolean isAlso(String otherId, @Nullable HumanName name) {
            return otherId.isEmpty() ? name != null && isAnotherWriting(name) : otherId.equals(id);
        }

        private boolean isAnotherWriting(HumanName name) {
            String writing = name.getExtensionString(HumanNames.REPRESENTATION);
            return writing != null
                    && !names.isEmpty()
                    && names.stream()
                            .map(known -> known.getExtensionString(HumanNames.REPRESENTATION))
                            .allMatch(known -> known != null && !known.equals(writing));
        }

        /** No name, a name in one piece, family and given name, and each further writing of it. */
        int tier() {
            boolean parted = names.stream().anyMatch(name -> name.hasFamily() && name.hasGiven());
            return names.isEmpty() ? 0 : (parted ? 20 : 10) + Math.min(names.size(), 9);
        }
    }
}
