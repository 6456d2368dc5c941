package org.tsumugi.consent.visibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tsumugi.consent.visibility.Requests.bundle;
import static org.tsumugi.consent.visibility.Requests.reader;
import static org.tsumugi.consent.visibility.Requests.scope;
import static org.tsumugi.consent.visibility.Requests.scoped;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import ca.uhn.fhir.rest.server.exceptions.InternalErrorException;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import ca.uhn.fhir.rest.server.servlet.ServletSubRequestDetails;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tsumugi.consent.ReaderPartitions;

class PartitionFenceTest {
    private final PartitionFence fence = new PartitionFence();

    @Test
    void forReadingShouldReturnTheListSortedAndWithoutRepetition() {
        assertThat(fence.forReading(reader(3, 1, 3)).getPartitionIds()).containsExactly(1, 3);
    }

    @Test
    void forReadingShouldReturnAnImpossiblePartitionWhenTheListIsEmpty() {
        assertThat(fence.forReading(reader()).getPartitionIds()).containsExactly(-1);
    }

    @ParameterizedTest
    @EnumSource(
            value = RestOperationTypeEnum.class,
            names = {"CREATE", "UPDATE", "PATCH", "DELETE", "EXTENDED_OPERATION_INSTANCE", "ADD_TAGS", "META_ADD"})
    void forReadingShouldReturnOnlyTheWritePartitionWhenTheRequestWrites(RestOperationTypeEnum interaction) {
        ServletRequestDetails request = scoped(interaction, new ReaderPartitions(List.of(1, 3), 1));
        assertThat(fence.forReading(request).getPartitionIds()).containsExactly(1);
        assertThat(fence.forCreating(request).getPartitionIds()).containsExactly(1);
    }

    @Test
    void forReadingShouldReturnOnlyTheWritePartitionForReadingEntriesOfAWritingTransaction() {
        ServletRequestDetails request = bundle(BundleType.TRANSACTION, HTTPVerb.GET, HTTPVerb.PUT);
        scope(request, new ReaderPartitions(List.of(1, 3), 1));
        ServletSubRequestDetails entry = new ServletSubRequestDetails(request);
        entry.setRestOperationType(RestOperationTypeEnum.READ);
        scope(entry, new ReaderPartitions(List.of(1, 2, 3), 2));
        assertThat(fence.forReading(entry).getPartitionIds()).containsExactly(1);
    }

    @Test
    void forReadingShouldReturnTheWholeListForATransactionThatOnlyReads() {
        ServletRequestDetails request = bundle(BundleType.TRANSACTION, HTTPVerb.GET);
        scope(request, new ReaderPartitions(List.of(1, 3), 1));
        assertThat(fence.forReading(new ServletSubRequestDetails(request)).getPartitionIds())
                .containsExactly(1, 3);
    }

    @Test
    void forReadingShouldReturnAnImpossiblePartitionWhenAReaderWithoutWritePartitionWrites() {
        ServletRequestDetails request = scoped(RestOperationTypeEnum.DELETE, ReaderPartitions.readOnly(List.of(1, 3)));
        assertThat(fence.forReading(request).getPartitionIds()).containsExactly(-1);
        assertThatThrownBy(() -> fence.forCreating(request)).isInstanceOf(ForbiddenOperationException.class);
    }

    @Test
    void forReadingShouldReturnTheDefaultPartitionForTheServersOwnWork() {
        assertThat(fence.forReading(new SystemRequestDetails()).getPartitionIds())
                .containsExactly(0);
        assertThat(fence.forCreating(new SystemRequestDetails()).getPartitionIds())
                .containsExactly(0);
    }

    @Test
    void forReadingShouldFailWhenNobodyDeterminedTheReader() {
        assertThatThrownBy(() -> fence.forReading(new ServletRequestDetails()))
                .isInstanceOf(InternalErrorException.class);
    }

    @Test
    void hooksShouldNeverBeTheOneThatHidesReadAndCreate() {
        assertThat(Arrays.stream(PartitionFence.class.getMethods())
                        .map((Method method) -> method.getAnnotation(Hook.class))
                        .filter(Objects::nonNull)
                        .map(Hook::value))
                .containsExactlyInAnyOrder(
                        Pointcut.STORAGE_PARTITION_IDENTIFY_READ, Pointcut.STORAGE_PARTITION_IDENTIFY_CREATE);
    }
}
