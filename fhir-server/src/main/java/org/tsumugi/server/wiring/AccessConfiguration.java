package org.tsumugi.server.wiring;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.actuate.autoconfigure.security.servlet.EndpointRequest;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.authorization.config.annotation.web.configuration.OAuth2AuthorizationServerConfiguration;
import org.springframework.security.oauth2.server.authorization.config.annotation.web.configurers.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.tsumugi.server.access.ActiveClients;
import org.tsumugi.server.access.ClientRepositories;
import org.tsumugi.server.access.DefaultScopes;
import org.tsumugi.server.access.DemoClients;
import org.tsumugi.server.access.FacilityClaim;
import org.tsumugi.server.access.FacilityClients;
import org.tsumugi.server.access.FeedRequests;
import org.tsumugi.server.access.OperatorClient;
import org.tsumugi.server.access.OwnHostFilter;
import org.tsumugi.server.access.PathRules;
import org.tsumugi.server.access.PlainPathFilter;
import org.tsumugi.server.access.Refusals;
import org.tsumugi.server.access.ReviewerClaim;
import org.tsumugi.server.access.ReviewerClients;
import org.tsumugi.server.access.SecretEncoders;
import org.tsumugi.server.access.SigningKey;
import org.tsumugi.server.access.TokenProperties;
import org.tsumugi.server.access.UnstoredAuthorizations;
import org.tsumugi.server.facility.Facilities;
import org.tsumugi.server.home.TsumugiHome;
import org.tsumugi.server.home.TsumugiProperties;
import org.tsumugi.server.operate.OperatorKey;
import org.tsumugi.server.outcome.Failure;
import org.tsumugi.server.outcome.FailureTable;
import org.tsumugi.server.outcome.OutcomeWriter;

/**
 * The security filter chains, first match wins, the last one lets nothing through that is not named in it. Path matchers are
 * objects, not strings: HAPI FHIR is a servlet of its own, and string matchers only ever see the paths of Spring MVC's.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TokenProperties.class)
class AccessConfiguration {

    static final String NOTHING_ACTIVE = "default-src 'none'; frame-ancestors 'none'";
    private static final String OWN_STYLE_ONLY =
            "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final boolean demoClients;
    private final PathPatternRequestMatcher.Builder paths = PathPatternRequestMatcher.withDefaults();

    AccessConfiguration(TsumugiProperties properties) {
        this.demoClients = properties.hasDemoClients();
    }

    @Bean
    PasswordEncoder passwordEncoder() {
        return SecretEncoders.all();
    }

    @Bean
    FacilityClients facilityClients(JdbcTemplate jdbc, PasswordEncoder encoder, Clock clock) {
        return new FacilityClients(jdbc, encoder, clock);
    }

    @Bean
    ReviewerClients reviewerClients(JdbcTemplate jdbc, PasswordEncoder encoder, Clock clock) {
        return new ReviewerClients(jdbc, encoder, clock);
    }

    /** The clients of facilities are a bean of their own, which is not to be taken for all clients. */
    @Bean
    @Primary
    ClientRepositories registeredClients(
            PasswordEncoder encoder, OperatorKey operator, FacilityClients facilities, ReviewerClients reviewers) {
        return new ClientRepositories(List.of(
                new DemoClients(demoClients, encoder),
                new OperatorClient(operator.clientSecret(), encoder),
                facilities,
                reviewers));
    }

    @Bean
    ActiveClients activeClients(FacilityClients clients, ReviewerClients reviewers, JdbcTemplate jdbc) {
        return new ActiveClients(clients, reviewers, jdbc, demoClients);
    }

    @Bean
    OAuth2TokenCustomizer<JwtEncodingContext> tokenClaims(
            Facilities facilities, FacilityClients clients, ReviewerClients reviewers) {
        FacilityClaim facility = new FacilityClaim(facilities::register, clients);
        ReviewerClaim reviewer = new ReviewerClaim(reviewers);
        return context -> {
            facility.customize(context);
            reviewer.customize(context);
        };
    }

    @Bean
    UnstoredAuthorizations authorizations() {
        return new UnstoredAuthorizations();
    }

    @Bean
    JWKSource<SecurityContext> signingKeys(TsumugiHome home, TokenProperties properties) throws IOException {
        Path ofTheHome = home.subdirectory("keys").resolve("token-signing.jwk");
        return new ImmutableJWKSet<>(new JWKSet(SigningKey.loadOrCreate(properties.keyFileOr(ofTheHome))));
    }

    @Bean
    JwtDecoder jwtDecoder(JWKSource<SecurityContext> keys, ActiveClients clients) {
        NimbusJwtDecoder decoder = (NimbusJwtDecoder) OAuth2AuthorizationServerConfiguration.jwtDecoder(keys);
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(JwtValidators.createDefault(), clients));
        return decoder;
    }

    @Bean
    RequestRejectedHandler requestRejectedHandler() {
        return (request, response, rejected) -> OutcomeWriter.write(response, FailureTable.of(Failure.BAD_REQUEST));
    }

    @Bean
    FilterRegistrationBean<PlainPathFilter> plainPathFilter() {
        FilterRegistrationBean<PlainPathFilter> registration = new FilterRegistrationBean<>(new PlainPathFilter());
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    @Bean
    FilterRegistrationBean<OwnHostFilter> ownHostFilter(@Value("${server.address}") String address) {
        FilterRegistrationBean<OwnHostFilter> registration = new FilterRegistrationBean<>(new OwnHostFilter(address));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    @Bean
    @Order(1)
    SecurityFilterChain tokenEndpoint(HttpSecurity http) throws Exception {
        RequestMatcher endpoints = new OrRequestMatcher(
                paths.matcher(HttpMethod.POST, "/oauth2/token"), paths.matcher(HttpMethod.GET, "/oauth2/jwks"));
        return stateless(http, NOTHING_ACTIVE)
                .securityMatcher(endpoints)
                .with(
                        OAuth2AuthorizationServerConfigurer.authorizationServer(),
                        server -> server.tokenEndpoint(token -> token.accessTokenRequestConverter(new DefaultScopes()))
                                .clientAuthentication(client -> client.errorResponseHandler(Refusals::unknownClient)))
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .exceptionHandling(handling -> handling.authenticationEntryPoint(Refusals::unknownClient))
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain receiving(HttpSecurity http) throws Exception {
        return stateless(http, NOTHING_ACTIVE)
                .securityMatcher(paths.matcher("/ssmix2/**"))
                .authorizeHttpRequests(requests -> requests.requestMatchers(
                                paths.matcher("/ssmix2/{" + PathRules.FACILITY_VARIABLE + "}/**"))
                        .access(PathRules.ownFacility())
                        .anyRequest()
                        .denyAll())
                .oauth2ResourceServer(server -> server.jwt(Customizer.withDefaults())
                        .authenticationEntryPoint(Refusals.bearerNeeded())
                        .accessDeniedHandler(Refusals.deniedWith(Failure.NOT_FOUND)))
                .build();
    }

    @Bean
    @Order(3)
    SecurityFilterChain fhir(HttpSecurity http) throws Exception {
        return stateless(http, null)
                .securityMatcher(paths.matcher("/fhir/**"))
                .authorizeHttpRequests(requests -> requests.requestMatchers(
                                paths.matcher(HttpMethod.GET, "/fhir/metadata"),
                                paths.matcher(HttpMethod.GET, "/fhir/.well-known/smart-configuration"),
                                paths.matcher(HttpMethod.GET, "/fhir/api-docs"),
                                paths.matcher(HttpMethod.GET, "/fhir/swagger-ui/**"))
                        .permitAll()
                        .requestMatchers(FeedRequests::isFeed)
                        .access(PathRules.feed(demoClients))
                        .anyRequest()
                        .access(PathRules.reader(demoClients)))
                .oauth2ResourceServer(server -> server.jwt(Customizer.withDefaults())
                        .authenticationEntryPoint(Refusals.bearerNeeded())
                        .accessDeniedHandler(Refusals.deniedWith(Failure.FORBIDDEN)))
                .build();
    }

    @Bean
    @Order(4)
    SecurityFilterChain operating(HttpSecurity http) throws Exception {
        return stateless(http, NOTHING_ACTIVE)
                .securityMatcher(paths.matcher("/operator/**"))
                .authorizeHttpRequests(requests -> requests.anyRequest().access(PathRules.operator()))
                .oauth2ResourceServer(server -> server.jwt(Customizer.withDefaults())
                        .authenticationEntryPoint(Refusals.bearerNeeded())
                        .accessDeniedHandler(Refusals.deniedWith(Failure.NOT_FOUND)))
                .build();
    }

    @Bean
    @Order(4)
    SecurityFilterChain reviewing(HttpSecurity http) throws Exception {
        return stateless(http, NOTHING_ACTIVE)
                .securityMatcher(paths.matcher("/review/**"))
                .authorizeHttpRequests(requests -> requests.anyRequest().access(PathRules.reviewer()))
                .oauth2ResourceServer(server -> server.jwt(Customizer.withDefaults())
                        .authenticationEntryPoint(Refusals.bearerNeeded())
                        .accessDeniedHandler(Refusals.deniedWith(Failure.NOT_FOUND)))
                .build();
    }

    @Bean
    @Order(5)
    SecurityFilterChain everythingElse(HttpSecurity http) throws Exception {
        return stateless(http, OWN_STYLE_ONLY)
                .authorizeHttpRequests(requests -> requests.requestMatchers(
                                EndpointRequest.to("health", "info"),
                                paths.matcher(HttpMethod.GET, "/"),
                                paths.matcher(HttpMethod.GET, "/tsumugi.css"))
                        .permitAll()
                        .anyRequest()
                        .denyAll())
                .exceptionHandling(handling -> handling.authenticationEntryPoint(Refusals.entryWith(Failure.NOT_FOUND))
                        .accessDeniedHandler(Refusals.deniedWith(Failure.NOT_FOUND)))
                .build();
    }

    static HttpSecurity stateless(HttpSecurity http, @Nullable String contentPolicy) throws Exception {
        http.csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
        if (contentPolicy != null) {
            http.headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(contentPolicy)));
        }
        return http;
    }
}
