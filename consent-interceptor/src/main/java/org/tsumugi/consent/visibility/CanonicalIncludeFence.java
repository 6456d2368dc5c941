package org.tsumugi.consent.visibility;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeSearchParam;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap.EverythingModeEnum;
import ca.uhn.fhir.model.api.Include;
import ca.uhn.fhir.rest.api.server.IPreResourceAccessDetails;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry.SearchParamLookupContextEnum;
import ca.uhn.fhir.util.SearchParameterUtil;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * HAPI resolves canonical URLs by their text, in every partition. Searches that may do so are marked, and what they
 * bring in from elsewhere is dropped before it is counted: dropping later would leave the number of dropped resources
 * in {@code total}. {@code $everything} follows all references and is marked too, except on one Patient: there HAPI's
 * query wants a target type other than Patient, and a link by URL has no target type.
 */
@Interceptor
public final class CanonicalIncludeFence {
    private final FhirContext fhir;
    private final ISearchParamRegistry searchParameters;

    CanonicalIncludeFence(FhirContext fhir, ISearchParamRegistry searchParameters) {
        this.fhir = fhir;
        this.searchParameters = searchParameters;
    }

    /** Marks the request. The mark stays: one marked entry of a batch makes the others pay, not leak. */
    @Hook(Pointcut.STORAGE_PRESEARCH_REGISTERED)
    public void markSearch(RequestDetails request, SearchParameterMap parameters) {
        if (RequestScope.isSystem(request)) {
            return;
        }
        Stream<Include> includes =
                Stream.concat(parameters.getIncludes().stream(), parameters.getRevIncludes().stream());
        if (followsAllLinks(parameters.getEverythingMode()) || includes.anyMatch(this::mayBeCanonical)) {
            RequestScope.of(request).expectCanonicalIncludes();
        }
    }

    /** Drops what lies outside the reader's partitions. */
    @Hook(Pointcut.STORAGE_PREACCESS_RESOURCES)
    public void dropForeign(IPreResourceAccessDetails details, RequestDetails request) {
        if (RequestScope.isSystem(request)) {
            return;
        }
        RequestScope scope = RequestScope.of(request);
        if (!scope.expectsCanonicalIncludes()) {
            return;
        }
        for (int i = 0; i < details.size(); i++) {
            if (!scope.admits(details.getResource(i))) {
                details.setDontReturnResourceAtIndex(i);
            }
        }
    }

    private static boolean followsAllLinks(@Nullable EverythingModeEnum mode) {
        return mode != null && mode != EverythingModeEnum.PATIENT_INSTANCE;
    }

    private boolean mayBeCanonical(Include include) {
        String type = include.getParamType();
        String name = include.getParamName();
        if (type == null || name == null || include.getValue().endsWith("*")) {
            return true;
        }
        RuntimeSearchParam parameter =
                searchParameters.getActiveSearchParam(type, name, SearchParamLookupContextEnum.ALL);
        // An unknown parameter includes nothing
        return parameter != null && pathsOf(parameter, type).stream().anyMatch(path -> mayBeCanonical(type, path));
    }

    private static Set<String> pathsOf(RuntimeSearchParam parameter, String type) {
        return Set.copyOf(parameter.getPathsSplitForResourceType(type));
    }

    private boolean mayBeCanonical(String type, String path) {
        // HAPI's own test does not know this spelling of "a Reference and nothing else"
        return !path.endsWith(" as Reference)")
                && SearchParameterUtil.referencePathCouldPotentiallyReferenceCanonicalElement(fhir, type, path, true);
    }
}
