package org.tsumugi.server.fhir;

import ca.uhn.fhir.context.RuntimeSearchParam;
import ca.uhn.fhir.jpa.searchparam.registry.RuntimeSearchParamCache;
import ca.uhn.fhir.jpa.searchparam.registry.SearchParamRegistryImpl;
import java.util.List;
import java.util.Set;

/**
 * HAPI's registry of search parameters, cut down to a list for the types in it; other types (HAPI's own, such as
 * SearchParameter) keep theirs. Cutting here needs no SearchParameter resources with status {@code retired} in the
 * database, so what is indexed is a property of the release and holds from the first resource on.
 */
public final class ListedSearchParamRegistry extends SearchParamRegistryImpl {

    private final SearchParameterList list;
    private final List<RuntimeSearchParam> ours;

    /**
     * A registry that knows, for each type in {@code list}, the parameters listed and no others.
     *
     * @param ours parameters that FHIR does not have, each of one type
     */
    public ListedSearchParamRegistry(SearchParameterList list, List<RuntimeSearchParam> ours) {
        this.list = list;
        this.ours = List.copyOf(ours);
    }

    /** HAPI calls this with everything it knows each time it rebuilds the registry. */
    @Override
    public void setActiveSearchParams(RuntimeSearchParamCache searchParams) {
        for (String type : list.resourceTypes()) {
            Set<String> listed = list.parametersOf(type);
            List<String> unlisted = searchParams
                    .getSearchParamStream()
                    .filter(parameter -> parameter.getBase().contains(type)
                            || parameter.getBase().contains("Resource")
                            || parameter.getBase().contains("DomainResource"))
                    .map(parameter -> parameter.getName())
                    .filter(name -> !listed.contains(name))
                    .distinct()
                    .toList();
            unlisted.forEach(name -> searchParams.remove(type, name));
        }
        for (RuntimeSearchParam parameter : ours) {
            parameter.getBase().forEach(type -> searchParams.add(type, parameter.getName(), parameter));
        }
        super.setActiveSearchParams(searchParams);
    }
}
