package org.tsumugi.hl7v2.administration;

import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationAdministration.MedicationAdministrationStatus;
import org.tsumugi.hl7v2.account.IgnoreRule;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.mapping.OrderState;
import org.tsumugi.hl7v2.message.Segment;
import org.tsumugi.hl7v2.prescription.Reading;
import org.tsumugi.hl7v2.storage.DataType;

/**
 * Whether it was given: RXA-20 (HL7 table 0322), which a deletion (RXA-21, or ORC-1 of the whole notification) outweighs, and
 * RXA-18, why not. A notification that does not say how far it came tells of something that was done.
 */
public final class AdministrationState {

    private final MappingContext context;
    private final Reading reading;

    public AdministrationState(MappingContext context) {
        this.context = context;
        this.reading = new Reading(context);
    }

    /** Sets status and statusReason. */
    public void set(Given given, MedicationAdministration administration) {
        Segment rxa = given.rxa();
        administration.setStatus(status(given));
        from(given, administration);
        for (CodeableConcept refusal : reading.concepts(rxa, 18, "")) {
            administration.addStatusReason(refusal);
        }
        boolean saidByStatus = administration.getStatus() == MedicationAdministrationStatus.COMPLETED;
        if (!rxa.text(20).isBlank() && !saidByStatus) {
            context.id(rxa, 20, "HL70322")
                    .ifPresent(code -> administration.addExtension(Reading.extension("completion-status", code)));
        }
        given.order().ifPresent(orc -> order(orc, administration));
    }

    private void order(Segment orc, MedicationAdministration administration) {
        context.id(orc, 5, "HL70038")
                .ifPresent(state -> administration.addExtension(Reading.extension("order-state", state)));
        Optional<CodeableConcept> reason = context.concept(orc, 16);
        if (isUndone(administration.getStatus())) {
            reason.ifPresent(administration::addStatusReason);
        } else {
            reason.ifPresent(why -> administration.addExtension(Reading.extension("order-reason", why)));
        }
    }

    /** FHIR: a reason why the administration was not performed. */
    private static boolean isUndone(MedicationAdministrationStatus status) {
        return switch (status) {
            case COMPLETED, INPROGRESS, UNKNOWN -> false;
            default -> true;
        };
    }

    private MedicationAdministrationStatus status(Given given) {
        if (given.rxa().text(21).strip().equals("D") || isCancelled(given)) {
            return MedicationAdministrationStatus.ENTEREDINERROR;
        }
        return switch (given.rxa().text(20).strip()) {
            case "CP" -> MedicationAdministrationStatus.COMPLETED;
            case "PA" -> MedicationAdministrationStatus.STOPPED;
            case "RE", "NA" -> MedicationAdministrationStatus.NOTDONE;
            case "" -> withoutCompletion(given);
            default -> MedicationAdministrationStatus.UNKNOWN;
        };
    }

    private MedicationAdministrationStatus withoutCompletion(Given given) {
        if (!given.rxa().field(18).isEmpty() && !given.rxa().field(18).isExplicitNull()) {
            return MedicationAdministrationStatus.NOTDONE;
        }
        Optional<OrderState> done = OrderState.ofControl(given.order(1));
        return done.isEmpty()
                ? ofOrderState(given)
                : switch (done.get()) {
                    case STOPPED -> MedicationAdministrationStatus.STOPPED;
                    case ON_HOLD -> MedicationAdministrationStatus.ONHOLD;
                    default -> MedicationAdministrationStatus.UNKNOWN;
                };
    }

    /**
     * ORC-5, which is about the order: one that is under way may have administrations that are over. An injection without an end
     * is not; a tablet has none because it is taken at once.
     */
    private MedicationAdministrationStatus ofOrderState(Given given) {
        boolean ended = !given.rxa().text(4).isBlank() || context.path().dataType() != DataType.OMP_12;
        return switch (given.order(5)) {
            case "CA", "ER" -> MedicationAdministrationStatus.UNKNOWN;
            case "SC" -> ended ? MedicationAdministrationStatus.COMPLETED : MedicationAdministrationStatus.UNKNOWN;
            case "IP", "A" ->
                ended ? MedicationAdministrationStatus.COMPLETED : MedicationAdministrationStatus.INPROGRESS;
            case "HD" -> ended ? MedicationAdministrationStatus.COMPLETED : MedicationAdministrationStatus.ONHOLD;
            default -> MedicationAdministrationStatus.COMPLETED;
        };
    }

    private static boolean isCancelled(Given given) {
        return switch (given.order(1)) {
            case "CA", "OC", "CR" -> true;
            default -> false;
        };
    }

    /** Says which fields decided. */
    private void from(Given given, MedicationAdministration administration) {
        Segment rxa = given.rxa();
        boolean error = administration.getStatus() == MedicationAdministrationStatus.ENTEREDINERROR;
        if (error && rxa.text(21).strip().equals("D")) {
            reading.from(rxa, 21, administration.getStatusElement());
        } else {
            context.at(rxa, 21).ignored(IgnoreRule.STATE_REPLACES);
        }
        if (!error) {
            reading.from(rxa, 20, administration.getStatusElement());
        }
        given.order().ifPresent(orc -> {
            if (error && isCancelled(given)) {
                reading.from(orc, 1, administration.getStatusElement());
            } else if (rxa.text(20).isBlank()) {
                reading.from(orc, 1, administration.getStatusElement());
                reading.from(orc, 5, administration.getStatusElement());
            } else {
                context.at(orc, 1).ignored(IgnoreRule.STATE_REPLACES);
            }
        });
    }
}
