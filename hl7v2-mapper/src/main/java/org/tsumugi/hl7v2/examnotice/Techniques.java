package org.tsumugi.hl7v2.examnotice;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Procedure.ProcedureStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.tsumugi.hl7v2.account.Copies;
import org.tsumugi.hl7v2.account.Place;
import org.tsumugi.hl7v2.code.CodedText;
import org.tsumugi.hl7v2.code.Concepts;
import org.tsumugi.hl7v2.code.TsumugiExtensions;
import org.tsumugi.hl7v2.datatype.FreeText;
import org.tsumugi.hl7v2.datatype.Telecoms;
import org.tsumugi.hl7v2.examorder.ExamStatus;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.message.Segment;
import org.tsumugi.hl7v2.observation.Goods;

/** ZE1, a technique (手技) that was performed, with staff and goods → what it says in its Procedure. */
final class Techniques {

    /** Under which item something is used or billed: the kind of goods (ZE1-8) or OBX-3. */
    static final String ITEM = TsumugiExtensions.url("item");

    /** 医事加算. */
    static final String BILLING = TsumugiExtensions.url("billing-addition");

    private static final String JSHR = "JSHR";

    /** Control codes of ZE1-2 that leave the technique done. */
    private static final List<String> PERFORMED = List.of("RS", "NW", "OK", "RE");

    private final MappingContext context;

    Techniques(MappingContext context) {
        this.context = context;
    }

    void set(Segment ze1, Procedure procedure) {
        control(ze1, procedure);
        context.concept(ze1, 3).ifPresent(procedure::setCode);
        Optional<BigDecimal> count = Concepts.decimal(ze1.text(4), context.at(ze1, 4));
        count.ifPresent(times -> procedure.addExtension(
                TsumugiExtensions.url("procedure-count"), context.at(ze1, 4).gives(new DecimalType(times))));
        context.concept(ze1, 5).ifPresent(addition -> procedure.addExtension(BILLING, addition));
        staff(ze1, procedure);
        goods(ze1, procedure);
        Telecoms.of(ze1.field(10), null, context.at(ze1, 10))
                .forEach(contact -> procedure.addExtension(TsumugiExtensions.url("contact"), contact));
        String performed = FreeText.of(ze1.field(11));
        if (!performed.isEmpty()) {
            procedure.addNote().setText(performed);
            context.at(ze1, 11).gives(procedure.getNoteFirstRep().getTextElement());
        }
        String billing = FreeText.of(ze1.field(12));
        if (!billing.isEmpty()) {
            procedure.addExtension(
                    TsumugiExtensions.url("billing-field"), context.at(ze1, 12).gives(new StringType(billing)));
        }
    }

    private void control(Segment ze1, Procedure procedure) {
        String code = ze1.text(2).strip();
        ProcedureStatus status = ExamStatus.procedureOfControl(code);
        if (status != null) {
            procedure.setStatus(status);
        }
        if (status != null || PERFORMED.contains(code)) {
            context.at(ze1, 2).gives(procedure.getStatusElement());
        }
    }

    private void staff(Segment ze1, Procedure procedure) {
        Optional<CodeableConcept> kind = staffKind(ze1);
        List<Reference> people = context.practitioners(ze1, 7);
        for (Reference person : people) {
            Procedure.ProcedurePerformerComponent performer =
                    procedure.addPerformer().setActor(person);
            kind.map(Copies::of).ifPresent(performer::setFunction);
        }
        if (people.isEmpty()) {
            kind.ifPresent(function -> procedure.addExtension(TsumugiExtensions.url("staff-kind"), function));
        }
    }

    /** JCC, a job and its class; OBX-3 writes the same two codes with a point between them. */
    private Optional<CodeableConcept> staffKind(Segment ze1) {
        String job = ze1.field(6).first().text(1).strip();
        String jobClass = ze1.field(6).first().text(2).strip();
        String words = ze1.field(6).first().data(3);
        Place place = context.at(ze1, 6).repetition(0);
        CodeableConcept kind = new CodeableConcept();
        if (!job.isEmpty() || !jobClass.isEmpty()) {
            Coding coding = kind.addCoding()
                    .setSystem(context.concepts().systems().system(JSHR))
                    .setCode(job.isEmpty() || jobClass.isEmpty() ? job + jobClass : job + "." + jobClass);
            place.component(1).gives(coding.getCodeElement());
            place.component(2).gives(coding.getCodeElement());
        }
        if (!words.isEmpty()) {
            kind.setText(words);
            place.component(3).gives(kind.getTextElement());
        }
        return kind.isEmpty() ? Optional.empty() : Optional.of(kind);
    }

    private void goods(Segment ze1, Procedure procedure) {
        Optional<Coding> kind = goodsKind(ze1);
        boolean none = true;
        for (int i = 0; i < ze1.field(9).repetitions().size(); i++) {
            Optional<CodeableConcept> used = Goods.of(
                    ze1.field(9).repetitions().get(i), context.at(ze1, 9).repetition(i), context.concepts());
            if (used.isPresent()) {
                none = false;
                kind.map(Copies::of)
                        .ifPresent(of -> used.get().addExtension(new Extension(ITEM, new CodeableConcept(of))));
                procedure.addUsedCode(used.get());
            }
        }
        if (none) {
            kind.ifPresent(of -> procedure.addUsedCode(new CodeableConcept(of)));
        }
    }

    private Optional<Coding> goodsKind(Segment ze1) {
        CodedText sent = CodedText.of(ze1.field(8).first());
        CodedText.Code code = sent.first().table().isEmpty() ? sent.first().inTable(JSHR) : sent.first();
        return context.concepts().coding(code, "", context.at(ze1, 8).repetition(0));
    }
}
