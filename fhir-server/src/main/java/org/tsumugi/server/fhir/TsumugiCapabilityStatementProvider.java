package org.tsumugi.server.fhir;

import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.rest.annotation.Metadata;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.provider.ServerCapabilityStatementProvider;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseConformance;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.ConditionalDeleteStatus;

/**
 * The CapabilityStatement: HAPI's, which tells what HAPI can do, cut down to what this server lets a client do. It tells
 * nothing about what is stored (HAPI's JPA variant counts the resources of all facilities).
 */
public final class TsumugiCapabilityStatementProvider extends ServerCapabilityStatementProvider {

    private final SearchParameterList served;

    /** Describes {@code server}, which serves what is in {@code served}. */
    public TsumugiCapabilityStatementProvider(
            RestfulServer server,
            ISearchParamRegistry registry,
            IValidationSupport validationSupport,
            SearchParameterList served) {
        super(server, registry, validationSupport);
        this.served = served;
        setPublisher("Tsumugi");
    }

    @Override
    @Metadata
    public IBaseConformance getServerConformance(HttpServletRequest request, RequestDetails details) {
        IBaseConformance generated = super.getServerConformance(request, details);
        if (generated instanceof CapabilityStatement statement) {
            describe(statement);
            statement.getRest().forEach(this::keepServed);
        }
        return generated;
    }

    private static void describe(CapabilityStatement statement) {
        statement.setId("tsumugi");
        statement.setName("Tsumugi");
        statement.setTitle("Tsumugi health-record server");
        statement.setText(null);
    }

    private void keepServed(CapabilityStatementRestComponent rest) {
        rest.setInteraction(null);
        rest.setOperation(null);
        rest.getResource().removeIf(resource -> resource.getType().equals("OperationDefinition"));
        rest.getResource().forEach(this::keepServed);
    }

    private void keepServed(CapabilityStatementRestResourceComponent resource) {
        resource.getInteraction()
                .removeIf(interaction ->
                        !ServedInteractions.isServed(interaction.getCode().toCode()));
        resource.getOperation()
                .removeIf(operation -> !ServedInteractions.isServed(resource.getType(), operation.getName()));
        Set<String> parameters = served.parametersOf(resource.getType());
        resource.getSearchParam()
                .removeIf(parameter -> !parameters.contains(parameter.getName())
                        && !parameter.getName().equals(Constants.PARAM_HAS));
        resource.getSearchRevInclude().removeIf(include -> !isServedParameter(include.getValue()));
        resource.setConditionalCreateElement(null);
        resource.setConditionalUpdateElement(null);
        if (ServedInteractions.CONDITIONALLY_UPDATED.contains(resource.getType())) {
            resource.setConditionalUpdate(true);
            resource.setDocumentation(
                    "Conditional update is IHE PIXm ITI-104 (Patient Identity Feed FHIR), for the system of a"
                            + " facility's patient numbers and with that facility's token. Nothing else can be written.");
        }
        resource.setConditionalDelete((ConditionalDeleteStatus) null);
        resource.setVersioning(CapabilityStatement.ResourceVersionPolicy.VERSIONED);
    }

    /** {@code include} is a type and one of its parameters: {@code Observation:subject}. */
    private boolean isServedParameter(String include) {
        int colon = include.indexOf(':');
        return colon > 0 && served.parametersOf(include.substring(0, colon)).contains(include.substring(colon + 1));
    }
}
