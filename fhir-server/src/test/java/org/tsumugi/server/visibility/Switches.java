package org.tsumugi.server.visibility;

import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.model.config.PartitionSettings;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import ca.uhn.fhir.util.HapiExtensions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.Enumerations.SearchParamType;
import org.hl7.fhir.r4.model.SearchParameter;
import org.tsumugi.consent.Fence;

/** Takes fences down and changes settings on running worlds; closing puts everything back, last change first. */
final class Switches implements AutoCloseable {
    private static final String NO_CROSS_LINK = "tsumugi_no_cross_partition_link";

    private final List<World> worlds;
    private final Deque<Runnable> back = new ArrayDeque<>();

    Switches(World... worlds) {
        this.worlds = List.of(worlds);
    }

    Switches down(Fence... fences) {
        each(world -> {
            RegisteredFences registered = world.bean(RegisteredFences.class);
            registered.unregister(List.of(fences));
            back.push(() -> registered.register(List.of(fences)));
        });
        return this;
    }

    Switches naivePartitions() {
        down(Fence.PARTITIONS);
        each(world -> {
            NaivePartitions naive = new NaivePartitions();
            IInterceptorService storage = world.bean(IInterceptorService.class);
            storage.registerInterceptor(naive);
            back.push(() -> storage.unregisterInterceptor(naive));
        });
        return this;
    }

    Switches storage(Consumer<JpaStorageSettings> change, Consumer<JpaStorageSettings> undo) {
        each(world -> {
            JpaStorageSettings settings = world.bean(JpaStorageSettings.class);
            change.accept(settings);
            back.push(() -> undo.accept(settings));
        });
        return this;
    }

    Switches partitions(Consumer<PartitionSettings> change, Consumer<PartitionSettings> undo) {
        each(world -> {
            PartitionSettings settings = world.bean(PartitionSettings.class);
            change.accept(settings);
            back.push(() -> undo.accept(settings));
        });
        return this;
    }

    /** Crossing links stored meanwhile are deleted before the constraint comes back. */
    Switches noConstraint() {
        each(world -> {
            world.execute("alter table hfj_res_link drop constraint " + NO_CROSS_LINK);
            back.push(() -> {
                world.execute("delete from hfj_res_link"
                        + " where target_resource_id is not null and target_res_partition_id <> partition_id");
                world.execute("alter table hfj_res_link add constraint " + NO_CROSS_LINK
                        + " check (target_resource_id is null or target_res_partition_id = partition_id)");
            });
        });
        return this;
    }

    /** For a test that stores tags in the tables, which are empty otherwise. */
    Switches emptyTagTablesAfterwards() {
        each(world -> back.push(() -> world.execute("truncate hfj_res_tag, hfj_history_tag, hfj_tag_def")));
        return this;
    }

    /** A SearchParameter whose combinations HAPI keeps unique over all partitions. */
    Switches uniqueCombo() {
        each(world -> {
            world.loadCommon(unique(PublicationStatus.ACTIVE));
            world.bean(ISearchParamRegistry.class).forceRefresh();
            back.push(() -> {
                world.loadCommon(unique(PublicationStatus.RETIRED));
                world.bean(ISearchParamRegistry.class).forceRefresh();
            });
        });
        return this;
    }

    private static SearchParameter unique(PublicationStatus status) {
        SearchParameter parameter = new SearchParameter();
        parameter.setId("unique-plan-title");
        parameter
                .setUrl("http://example.org/unique-plan-title")
                .setName("unique-plan-title")
                .setCode("unique-plan-title");
        parameter.setStatus(status).setType(SearchParamType.COMPOSITE).setExpression("PlanDefinition");
        parameter.addBase("PlanDefinition");
        parameter
                .addComponent()
                .setDefinition("http://hl7.org/fhir/SearchParameter/PlanDefinition-title")
                .setExpression("PlanDefinition");
        parameter.addExtension(HapiExtensions.EXT_SP_UNIQUE, new BooleanType(true));
        return parameter;
    }

    private void each(Consumer<World> change) {
        Stream.of(worlds).flatMap(List::stream).forEach(change);
    }

    @Override
    public void close() {
        while (!back.isEmpty()) {
            back.pop().run();
        }
    }
}
