package org.tsumugi.server.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.model.api.IQueryParameterType;
import ca.uhn.fhir.rest.param.HasParam;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.param.StringParam;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Searches for names in the form in which they are indexed, and as they were asked for too: rows that were written before names were
 * folded are found as they were then. {@code :exact} stays exact.
 */
@Interceptor
public final class FoldedNameSearch {

    private final FhirContext fhir;
    private final NameFolding folding;

    /** @param folding the same that is indexed with */
    public FoldedNameSearch(FhirContext fhir, NameFolding folding) {
        this.fhir = fhir;
        this.folding = folding;
    }

    /** In plain parameters, at the end of chains, and in {@code _has}. */
    @Hook(Pointcut.STORAGE_PRESEARCH_REGISTERED)
    public void fold(SearchParameterMap parameters) {
        for (String name : List.copyOf(parameters.keySet())) {
            List<List<IQueryParameterType>> groups = parameters.get(name);
            if (groups != null) {
                groups.replaceAll(anyOf -> folded(name, anyOf));
            }
        }
    }

    private List<IQueryParameterType> folded(String name, List<IQueryParameterType> anyOf) {
        List<IQueryParameterType> all = new ArrayList<>();
        for (IQueryParameterType value : anyOf) {
            all.add(value);
            folded(name, value).ifPresent(all::add);
        }
        return all;
    }

    private Optional<IQueryParameterType> folded(String name, IQueryParameterType value) {
        if (value instanceof StringParam string) {
            return string.isExact() || !NameFolding.PARAMETERS.contains(name)
                    ? Optional.empty()
                    : other(string.getValue()).map(folded -> new StringParam(folded).setContains(string.isContains()));
        } else if (value instanceof ReferenceParam reference) {
            return isName(reference.getChain())
                    ? other(reference.getValue()).map(folded -> with(name, reference, folded))
                    : Optional.empty();
        } else if (value instanceof HasParam has) {
            return isName(has.getParameterName())
                    ? other(has.getParameterValue())
                            .map(folded -> new HasParam(
                                    has.getTargetResourceType(),
                                    has.getReferenceFieldName(),
                                    has.getParameterName(),
                                    folded))
                    : Optional.empty();
        }
        return Optional.empty();
    }

    private Optional<String> other(@Nullable String value) {
        return Optional.ofNullable(value)
                .map(folding::fold)
                .filter(folded -> !folded.isEmpty() && !folded.equals(value));
    }

    /** The last link of a chain, without a modifier. */
    private static boolean isName(@Nullable String chain) {
        return chain != null && NameFolding.PARAMETERS.contains(chain.substring(chain.lastIndexOf('.') + 1));
    }

    private IQueryParameterType with(String name, ReferenceParam reference, String value) {
        ReferenceParam folded = new ReferenceParam();
        folded.setValueAsQueryToken(fhir, name, reference.getQueryParameterQualifier(), value);
        return folded;
    }
}
