package org.tsumugi.consent.visibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tsumugi.consent.visibility.Requests.reader;

import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap.EverythingModeEnum;
import ca.uhn.fhir.rest.api.SortSpec;
import ca.uhn.fhir.rest.api.SummaryEnum;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.param.StringParam;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import ca.uhn.fhir.rest.server.util.ICachedSearchDetails;
import org.hl7.fhir.r4.model.IdType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class SearchFencesTest {
    private final SearchParameterMap map = new SearchParameterMap();
    private final Search search = new Search();

    @Test
    void makeSynchronousShouldStartAtZeroWithFiftyAndForbidReuse() {
        new SynchronousSearchFence().makeSynchronous(search, reader(1), map);
        assertThat(map.getOffset()).isZero();
        assertThat(map.getCount()).isEqualTo(50);
        assertThat(search.reusable).isFalse();
    }

    @Test
    void makeSynchronousShouldKeepOffsetAndCapCount() {
        map.setOffset(20);
        map.setCount(5000);
        new SynchronousSearchFence().makeSynchronous(search, reader(1), map);
        assertThat(map.getOffset()).isEqualTo(20);
        assertThat(map.getCount()).isEqualTo(1000);
    }

    @Test
    void makeSynchronousShouldLeaveTheServersOwnSearchesAlone() {
        new SynchronousSearchFence().makeSynchronous(search, new SystemRequestDetails(), map);
        assertThat(map.getOffset()).isNull();
        assertThat(search.reusable).isTrue();
    }

    @Test
    void breakTiesShouldSortByIdWhenNothingElseIsAsked() {
        new StableOrderFence().breakTies(reader(1), map);
        assertThat(map.getSort().getParamName()).isEqualTo("_id");
    }

    @Test
    void breakTiesShouldAppendIdToTheEndOfTheSort() {
        map.setSort(new SortSpec("family").setChain(new SortSpec("birthdate")));
        new StableOrderFence().breakTies(reader(1), map);
        assertThat(map.getSort().getChain().getChain().getParamName()).isEqualTo("_id");
    }

    @Test
    void breakTiesShouldNotRepeatId() {
        map.setSort(new SortSpec("_id"));
        new StableOrderFence().breakTies(reader(1), map);
        assertThat(map.getSort().getChain()).isNull();
    }

    @Test
    void breakTiesShouldLeaveCountsAndEverythingUnsorted() {
        map.setSummaryMode(SummaryEnum.COUNT);
        new StableOrderFence().breakTies(reader(1), map);
        SearchParameterMap everything = new SearchParameterMap();
        everything.setEverythingMode(EverythingModeEnum.PATIENT_INSTANCE);
        new StableOrderFence().breakTies(reader(1), everything);
        assertThat(map.getSort()).isNull();
        assertThat(everything.getSort()).isNull();
    }

    @ParameterizedTest
    @EnumSource(value = EverythingModeEnum.class, mode = Mode.EXCLUDE, names = "PATIENT_INSTANCE")
    void refuseAllButOnePatientShouldRefuseWhenSomethingElseIsAsked(EverythingModeEnum mode) {
        ServletRequestDetails request = reader(1);
        request.setId(new IdType("Patient/1"));
        map.setEverythingMode(mode);
        assertThatThrownBy(() -> new TypeEverythingFence().refuseAllButOnePatient(request, map))
                .isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void refuseAllButOnePatientShouldPassOnePatientOnly() {
        ServletRequestDetails request = reader(1);
        map.setEverythingMode(EverythingModeEnum.PATIENT_INSTANCE);
        assertThatThrownBy(() -> new TypeEverythingFence().refuseAllButOnePatient(request, map))
                .isInstanceOf(InvalidRequestException.class);
        request.setId(new IdType("Patient/1"));
        assertThatCode(() -> new TypeEverythingFence().refuseAllButOnePatient(request, map))
                .doesNotThrowAnyException();
    }

    @Test
    void refuseMissingShouldRefuseThePlainModifier() {
        map.add("family", new StringParam().setMissing(true));
        assertMissingRefused();
    }

    @Test
    void refuseMissingShouldRefuseTheModifierInAChain() {
        map.add("patient", new ReferenceParam("family:missing", "true"));
        assertMissingRefused();
    }

    @Test
    void refuseMissingShouldPassTheWordAsAValue() {
        map.add("family", new StringParam("missing"));
        map.add("patient", new ReferenceParam("family", ":missing"));
        assertThatCode(() -> new MissingModifierFence().refuseMissing(reader(1), map))
                .doesNotThrowAnyException();
    }

    private void assertMissingRefused() {
        assertThatThrownBy(() -> new MissingModifierFence().refuseMissing(reader(1), map))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(":missing");
    }

    private static final class Search implements ICachedSearchDetails {
        private boolean reusable = true;

        @Override
        public String getUuid() {
            return "";
        }

        @Override
        public String getResourceType() {
            return "Patient";
        }

        @Override
        public void setUuid(String uuid) {
            throw new AssertionError("not expected");
        }

        @Override
        public void setCannotBeReused() {
            reusable = false;
        }
    }
}
