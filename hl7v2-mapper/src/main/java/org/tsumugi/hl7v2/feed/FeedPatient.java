package org.tsumugi.hl7v2.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.Element;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Patient.LinkType;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.StringType;
import org.tsumugi.hl7v2.account.Place;
import org.tsumugi.hl7v2.code.JpCore;
import org.tsumugi.hl7v2.datatype.HumanNames;

/** The Patient as sent → what is taken of it: who the patient is. What is not taken is reported by the name of its element. */
final class FeedPatient {

    private static final Set<String> TAKEN =
            Set.of("identifier", "active", "name", "telecom", "gender", "birthDate", "address", "link");

    /** What says nothing of the patient. */
    private static final Set<String> OF_THE_MESSAGE = Set.of("id", "meta", "implicitRules", "language", "text");

    private static final Set<String> REPRESENTATIONS = Set.of("IDE", "SYL", "ABC");
    private static final String ANY_FACILITY = JpCore.patientIdSystem("");
    private static final String OURS = "urn:tsumugi:";

    private final Patient sent;
    private final Patient taken;
    private final Place file;

    private FeedPatient(Patient sent, Patient taken, Place file) {
        this.sent = sent;
        this.taken = taken;
        this.file = file;
    }

    /** @param taken gets what is taken; has its id and the patient number already */
    static void take(Patient sent, Patient taken, Place file) {
        new FeedPatient(sent, taken, file).take();
    }

    private void take() {
        identifiers();
        taken.setActive(!sent.hasActive() || sent.getActive());
        sent.getName().stream()
                .map(FeedPatient::name)
                .filter(name -> !name.isEmpty())
                .forEach(taken::addName);
        sent.getTelecom().stream()
                .map(FeedPatient::telecom)
                .filter(telecom -> !telecom.isEmpty())
                .forEach(taken::addTelecom);
        if (sent.hasGender()) {
            taken.setGender(sent.getGender());
        }
        if (sent.getBirthDateElement().hasValue()) {
            taken.getBirthDateElement()
                    .setValueAsString(sent.getBirthDateElement().getValueAsString());
        }
        sent.getAddress().stream()
                .map(FeedPatient::address)
                .filter(address -> !address.isEmpty())
                .forEach(taken::addAddress);
        if (taken.getName().isEmpty()) {
            file.missing("no patient name");
        }
        leftOut();
    }

    /** A number that another facility or this server gave is not this facility's to say. */
    private void identifiers() {
        String own = taken.getIdentifierFirstRep().getSystem();
        for (Identifier identifier : sent.getIdentifier()) {
            String system = identifier.hasSystem() ? identifier.getSystem() : "";
            if (system.equals(own)) {
                continue;
            }
            if (system.isEmpty() || !identifier.hasValue()) {
                file.notMapped("Patient.identifier without system or value");
            } else if (system.startsWith(ANY_FACILITY) || system.startsWith(OURS)) {
                file.notMapped("Patient.identifier of a system whose numbers this facility does not give");
            } else {
                taken.addIdentifier(new Identifier()
                        .setUse(identifier.getUse())
                        .setSystem(system)
                        .setValue(identifier.getValue()));
            }
        }
    }

    /** JP Core: the parts of a name in its text are parted by one half-width space. */
    private static HumanName name(HumanName sent) {
        HumanName name = new HumanName();
        String representation = sent.getExtensionString(HumanNames.REPRESENTATION);
        if (representation != null && REPRESENTATIONS.contains(representation)) {
            name.addExtension(HumanNames.REPRESENTATION, new CodeType(representation));
        }
        name.setUse(sent.getUse()).setPeriod(period(sent.getPeriod()));
        List<String> parts = new ArrayList<>();
        if (sent.hasFamily()) {
            name.setFamily(sent.getFamily());
            parts.add(sent.getFamily());
        }
        values(sent.getGiven()).forEach(given -> {
            name.addGiven(given);
            parts.add(given);
        });
        values(sent.getPrefix()).forEach(name::addPrefix);
        values(sent.getSuffix()).forEach(name::addSuffix);
        String text = sent.hasText() ? sent.getText() : String.join(" ", parts);
        return text.isEmpty() ? name : name.setText(text);
    }

    private static ContactPoint telecom(ContactPoint sent) {
        ContactPoint telecom = new ContactPoint()
                .setSystem(sent.getSystem())
                .setUse(sent.getUse())
                .setPeriod(period(sent.getPeriod()));
        if (sent.hasRank()) {
            telecom.setRank(sent.getRank());
        }
        return sent.hasValue() ? telecom.setValue(sent.getValue()) : new ContactPoint();
    }

    private static Address address(Address sent) {
        Address address = new Address()
                .setUse(sent.getUse())
                .setType(sent.getType())
                .setText(sent.getText())
                .setCity(sent.getCity())
                .setDistrict(sent.getDistrict())
                .setState(sent.getState())
                .setPostalCode(sent.getPostalCode())
                .setCountry(sent.getCountry())
                .setPeriod(period(sent.getPeriod()));
        values(sent.getLine()).forEach(address::addLine);
        return address;
    }

    private static Period period(Period sent) {
        Period period = new Period();
        if (sent.getStartElement().hasValue()) {
            period.getStartElement().setValueAsString(sent.getStartElement().getValueAsString());
        }
        if (sent.getEndElement().hasValue()) {
            period.getEndElement().setValueAsString(sent.getEndElement().getValueAsString());
        }
        return period;
    }

    private static Stream<String> values(List<StringType> sent) {
        return sent.stream().filter(PrimitiveType::hasValue).map(StringType::getValue);
    }

    // ---- what is left out ----

    private void leftOut() {
        for (Property element : sent.children()) {
            if (element.hasValues() && !OF_THE_MESSAGE.contains(element.getName())) {
                if (!TAKEN.contains(element.getName())) {
                    file.notMapped("Patient." + element.getName() + " is not taken from a feed");
                } else if (element.getValues().stream().anyMatch(this::hasFurtherExtensions)) {
                    file.notMapped("Patient." + element.getName() + " has extensions that are not taken from a feed");
                }
            }
        }
        Set<String> links = sent.getLink().stream()
                .filter(link -> link.hasType() && link.getType() != LinkType.REPLACEDBY)
                .map(link -> link.getType().toCode())
                .collect(Collectors.toSet());
        links.stream()
                .sorted()
                .forEach(type -> file.notMapped("Patient.link of type " + type + " is not taken from a feed"));
    }

    private boolean hasFurtherExtensions(Base element) {
        if (element instanceof Element one
                && one.getExtension().stream().anyMatch(has -> !isRepresentation(one, has))) {
            return true;
        }
        return !(element instanceof Extension)
                && element.children().stream()
                        .filter(child -> !child.getName().equals("extension"))
                        .flatMap(child -> child.getValues().stream())
                        .anyMatch(this::hasFurtherExtensions);
    }

    private static boolean isRepresentation(Element owner, Extension extension) {
        return owner instanceof HumanName
                && HumanNames.REPRESENTATION.equals(extension.getUrl())
                && extension.getValue() != null
                && REPRESENTATIONS.contains(String.valueOf(extension.getValue().primitiveValue()));
    }
}
