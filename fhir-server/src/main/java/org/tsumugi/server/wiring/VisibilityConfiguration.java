package org.tsumugi.server.wiring;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.jpa.dao.ISearchBuilder;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.tsumugi.consent.AllowList;
import org.tsumugi.consent.Fence;
import org.tsumugi.consent.ReadablePartitions;
import org.tsumugi.consent.VisibilityFences;
import org.tsumugi.server.visibility.AllFacilities;
import org.tsumugi.server.visibility.EverythingOrder;
import org.tsumugi.server.visibility.FenceAlarm;
import org.tsumugi.server.visibility.OfferedInteractions;
import org.tsumugi.server.visibility.RegisteredFences;

/** Which facilities' data a reader sees, and the interceptors that hold every answer to it. */
@Configuration(proxyBeanMethods = false)
class VisibilityConfiguration {

    @Bean
    ReadablePartitions readablePartitions(JdbcTemplate jdbc) {
        return new AllFacilities(jdbc);
    }

    @Bean
    AllowList allowList() {
        return OfferedInteractions.forReaders();
    }

    @Bean
    FenceAlarm fenceAlarm(MeterRegistry meters) {
        return new FenceAlarm(meters);
    }

    @Bean
    RegisteredFences fences(
            FhirContext fhir,
            ReadablePartitions partitions,
            AllowList allowList,
            ISearchParamRegistry searchParameters,
            FenceAlarm alarm,
            RestfulServer server,
            IInterceptorService storage) {
        Map<Fence, Object> interceptors = VisibilityFences.build(fhir, partitions, allowList, searchParameters, alarm);
        return new RegisteredFences(interceptors, server, storage);
    }

    /** HAPI makes a search builder for each search. */
    @Bean
    static BeanPostProcessor everythingOrder(ObjectProvider<JdbcTemplate> jdbc) {
        EverythingOrder order = new EverythingOrder(jdbc::getObject);
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof ISearchBuilder<?> builder ? order.around(builder) : bean;
            }
        };
    }
}
