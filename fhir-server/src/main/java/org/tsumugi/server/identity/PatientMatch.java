package org.tsumugi.server.identity;

import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.SearchEntryMode;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Patient;
import org.jspecify.annotations.Nullable;
import org.tsumugi.mpi.match.Grade;

/**
 * {@code POST Patient/$match} (FHIR; IHE PDQm ITI-119): whom a Patient may be. One entry for each person, the likeliest first, with
 * {@code search.score} and {@code match-grade}. Nothing to search by is no error: the answer is empty and says so in an OperationOutcome.
 */
public final class PatientMatch {

    private static final String MATCH_GRADE = "http://hl7.org/fhir/StructureDefinition/match-grade";
    private static final int DEFAULT_COUNT = 50;
    private static final int SCORE_DIGITS = 4;

    private final PersonMatcher matcher;
    private final PersonPatients patients;

    PatientMatch(PersonMatcher matcher, PersonPatients patients) {
        this.matcher = matcher;
        this.patients = patients;
    }

    /**
     * The operation.
     *
     * @param resource a Patient, also alone as the body
     * @param onlyCertainMatches whether only one certain match is wanted; several are none
     * @param count at most so many entries; 50 when not given
     * @throws InvalidRequestException when there is no Patient, or the count is not positive
     */
    @Operation(name = "$match", typeName = "Patient")
    public Bundle match(
            @OperationParam(name = "resource") @Nullable IBaseResource resource,
            @OperationParam(name = "onlyCertainMatches") @Nullable BooleanType onlyCertainMatches,
            @OperationParam(name = "count") @Nullable IntegerType count,
            RequestDetails request) {
        if (!(given(resource, request) instanceof Patient patient)) {
            throw new InvalidRequestException("$match needs a Patient as the parameter resource or as the body");
        }
        int most = count == null || count.getValue() == null ? DEFAULT_COUNT : count.getValue();
        if (most < 1) {
            throw new InvalidRequestException("count must be at least 1");
        }
        PersonMatcher.Answer answer = matcher.match(request, MatchQuery.of(patient));
        boolean onlyCertain = onlyCertainMatches != null && Boolean.TRUE.equals(onlyCertainMatches.getValue());
        return bundle(request, onlyCertain ? theCertainOne(answer.matches()) : answer.matches(), most, answer);
    }

    private static @Nullable IBaseResource given(@Nullable IBaseResource parameter, RequestDetails request) {
        return parameter == null && request.getResource() instanceof Patient patient ? patient : parameter;
    }

    private static List<MatchedPerson> theCertainOne(List<MatchedPerson> matches) {
        List<MatchedPerson> certain =
                matches.stream().filter(match -> match.grade() == Grade.CERTAIN).toList();
        return certain.size() == 1 ? certain : List.of();
    }

    private Bundle bundle(RequestDetails request, List<MatchedPerson> matches, int most, PersonMatcher.Answer answer) {
        Bundle bundle = new Bundle().setType(BundleType.SEARCHSET);
        matches.stream().limit(most).forEach(match -> add(bundle, request, match));
        bundle.setTotal(bundle.getEntry().size());
        if (!answer.saidEnough()) {
            warn(bundle, IssueType.REQUIRED, "The Patient says too little to search by.");
        } else if (answer.narrowed()) {
            warn(bundle, IssueType.INCOMPLETE, "A name or number was left out because too many share it.");
        }
        return bundle;
    }

    /** A person whose last record goes while the answer is made is not in it. */
    private void add(Bundle bundle, RequestDetails request, MatchedPerson match) {
        Patient patient;
        try {
            patient = patients.present(request, match.person());
        } catch (ResourceNotFoundException e) {
            return;
        }
        bundle.addEntry()
                .setFullUrl(request.getFhirServerBase() + "/Patient/"
                        + match.person().id().logicalId())
                .setResource(patient)
                .getSearch()
                .setMode(SearchEntryMode.MATCH)
                .setScore(BigDecimal.valueOf(match.score()).setScale(SCORE_DIGITS, RoundingMode.HALF_UP))
                .addExtension(MATCH_GRADE, new CodeType(match.grade().code()));
    }

    private static void warn(Bundle bundle, IssueType type, String words) {
        OperationOutcome outcome = new OperationOutcome();
        outcome.addIssue().setSeverity(IssueSeverity.WARNING).setCode(type).setDiagnostics(words);
        bundle.addEntry().setResource(outcome).getSearch().setMode(SearchEntryMode.OUTCOME);
    }
}
