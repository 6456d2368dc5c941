package org.tsumugi.server.visibility;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.provider.BaseJpaResourceProvider;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.server.RestfulServer;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.tsumugi.consent.AllowList;
import org.tsumugi.consent.AllowList.Operation;
import org.tsumugi.consent.ReadablePartitions;
import org.tsumugi.server.fhir.SearchParameterList;

/** What a test world has and the product has not: readers by header, writing over HTTP, more types and operations. */
@Configuration(proxyBeanMethods = false)
class WorldConfiguration {
    private static final Set<String> READING_OPERATIONS =
            Set.of("$everything", "$meta", "$graphql", "$document", "$lastn", "$validate", "$get-resource-counts");
    private static final Set<String> WRITING_OPERATIONS =
            Set.of("$meta-add", "$meta-delete", "$perform-reindexing-pass");

    @Bean
    @Primary
    ReadablePartitions readerHeader() {
        return new ReaderHeader();
    }

    @Bean
    @Primary
    AllowList everythingAllowed() {
        Set<Operation> operations = new HashSet<>();
        for (RestOperationTypeEnum level : EnumSet.of(
                RestOperationTypeEnum.EXTENDED_OPERATION_INSTANCE,
                RestOperationTypeEnum.EXTENDED_OPERATION_TYPE,
                RestOperationTypeEnum.EXTENDED_OPERATION_SERVER)) {
            READING_OPERATIONS.forEach(name -> operations.add(new Operation(name, level, null, false)));
            WRITING_OPERATIONS.forEach(name -> operations.add(new Operation(name, level, null, true)));
        }
        return new AllowList(EnumSet.allOf(RestOperationTypeEnum.class), operations, true);
    }

    @Bean
    SmartInitializingSingleton moreTypes(
            FhirContext fhir,
            RestfulServer server,
            ListableBeanFactory beans,
            SearchParameterList served,
            List<BaseJpaResourceProvider<?>> providers) {
        return () -> {
            Set<String> wanted = new HashSet<>(Hospital.TYPES);
            wanted.addAll(ReadProbes.COMMON_TYPES);
            wanted.removeAll(served.resourceTypes());
            for (BaseJpaResourceProvider<?> provider : providers) {
                if (wanted.remove(fhir.getResourceType(provider.getResourceType()))) {
                    server.registerProvider(provider);
                }
            }
            server.registerProvider(beans.getBean(ca.uhn.fhir.jpa.graphql.GraphQLProvider.class));
        };
    }
}
