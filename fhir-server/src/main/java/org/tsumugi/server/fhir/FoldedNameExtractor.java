package org.tsumugi.server.fhir;

import ca.uhn.fhir.jpa.model.entity.ResourceIndexedSearchParamString;
import ca.uhn.fhir.jpa.searchparam.extractor.SearchParamExtractorR4;
import ca.uhn.fhir.util.StringUtil;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseResource;

/**
 * Indexes names in the form in which they are searched. What {@code :exact} compares stays as it was written, and no row is added: only
 * HAPI's own form for comparing, which knows accents and case and nothing of Japanese, is another.
 */
public final class FoldedNameExtractor extends SearchParamExtractorR4 {

    private final NameFolding folding;

    /** @param folding the same that searches are made with */
    public FoldedNameExtractor(NameFolding folding) {
        this.folding = folding;
    }

    @Override
    public SearchParamSet<ResourceIndexedSearchParamString> extractSearchParamStrings(
            IBaseResource resource, ISearchParamFilter filter) {
        SearchParamSet<ResourceIndexedSearchParamString> extracted = super.extractSearchParamStrings(resource, filter);
        // an element must not change while it is in the set
        List<ResourceIndexedSearchParamString> rows = new ArrayList<>(extracted);
        extracted.clear();
        for (ResourceIndexedSearchParamString row : rows) {
            if (NameFolding.PARAMETERS.contains(row.getParamName()) && row.getValueExact() != null) {
                row.setValueNormalized(StringUtil.normalizeStringForSearchIndexing(folding.fold(row.getValueExact())));
            }
            extracted.add(row);
        }
        return extracted;
    }
}
