package org.tsumugi.consent.visibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tsumugi.consent.visibility.Requests.patientIn;
import static org.tsumugi.consent.visibility.Requests.reader;
import static org.tsumugi.consent.visibility.Requests.scoped;

import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.SimplePreResourceShowDetails;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.exceptions.InternalErrorException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;
import org.tsumugi.consent.ReaderPartitions;

class LastLookFenceTest {
    private final AtomicInteger alarms = new AtomicInteger();
    private final LastLookFence fence = new LastLookFence(alarms::incrementAndGet);

    @Test
    void lookOnceMoreShouldPassOwnAndCommonResources() {
        fence.lookOnceMore(new SimplePreResourceShowDetails(List.of(patientIn(1), patientIn(0))), reader(1));
        assertThat(alarms).hasValue(0);
    }

    @Test
    void lookOnceMoreShouldAlarmAndFailWhenOneResourceIsForeign() {
        SimplePreResourceShowDetails shown = new SimplePreResourceShowDetails(List.of(patientIn(1), patientIn(2)));
        assertThatThrownBy(() -> fence.lookOnceMore(shown, reader(1))).isInstanceOf(InternalErrorException.class);
        assertThat(alarms).hasValue(1);
    }

    @Test
    void lookOnceMoreShouldFailWhenAReadResourceHasNoKnownPartition() {
        SimplePreResourceShowDetails shown = new SimplePreResourceShowDetails(new Patient());
        assertThatThrownBy(() -> fence.lookOnceMore(shown, reader(1))).isInstanceOf(InternalErrorException.class);
    }

    @Test
    void lookOnceMoreShouldPassWhatAWritingRequestSent() {
        assertThatCode(() -> fence.lookOnceMore(
                        new SimplePreResourceShowDetails(new Patient()),
                        scoped(RestOperationTypeEnum.CREATE, new ReaderPartitions(List.of(1), 1))))
                .doesNotThrowAnyException();
    }

    @Test
    void lookOnceMoreShouldLeaveTheServersOwnWorkAlone() {
        fence.lookOnceMore(new SimplePreResourceShowDetails(patientIn(2)), new SystemRequestDetails());
        assertThat(alarms).hasValue(0);
    }
}
