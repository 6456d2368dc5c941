package org.tsumugi.search.plain;

import org.tsumugi.search.SearchIndexContract;

class PlainIndexTest implements SearchIndexContract {

    private final PlainIndex index = new PlainIndex();

    @Override
    public Parts parts() {
        return new Parts(index, index, index.within(FEW_NAMES, FEW_TOLD));
    }
}
