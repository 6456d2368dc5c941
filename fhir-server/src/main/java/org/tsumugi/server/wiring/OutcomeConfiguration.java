package org.tsumugi.server.wiring;

import ca.uhn.fhir.rest.server.RestfulServer;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.AccessLogValve;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.tsumugi.server.outcome.MaskedAccessLogValve;
import org.tsumugi.server.outcome.OutcomeAdvice;
import org.tsumugi.server.outcome.OutcomeErrorReportValve;
import org.tsumugi.server.outcome.OutcomeFilter;
import org.tsumugi.server.outcome.OutcomeInterceptor;

/** Hangs the table of failures into every door by which a request can leave. */
@Configuration(proxyBeanMethods = false)
class OutcomeConfiguration {

    @Bean
    OutcomeAdvice outcomeAdvice() {
        return new OutcomeAdvice();
    }

    @Bean
    OutcomeInterceptor outcomeInterceptor(RestfulServer fhir) {
        OutcomeInterceptor interceptor = new OutcomeInterceptor();
        fhir.registerInterceptor(interceptor);
        return interceptor;
    }

    @Bean
    FilterRegistrationBean<OutcomeFilter> outcomeFilter() {
        FilterRegistrationBean<OutcomeFilter> registration = new FilterRegistrationBean<>(new OutcomeFilter());
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> outcomeErrorPages() {
        return factory -> factory.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(OutcomeErrorReportValve.class.getName());
            }
        });
    }

    /** Applied after Spring Boot has made its access log, when {@code server.tomcat.accesslog.enabled} asks for one. */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> maskedAccessLog() {
        return factory -> factory.setEngineValves(factory.getEngineValves().stream()
                .map(valve -> valve instanceof AccessLogValve log ? MaskedAccessLogValve.of(log) : valve)
                .toList());
    }
}
