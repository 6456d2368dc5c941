package org.tsumugi.search.elastic;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.tsumugi.search.Name;

/** A name as it is written. */
final class NameJson {

    private NameJson() {}

    static String of(Name name) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put(Fields.KEY, Fields.name(name.key()));
        json.put(Fields.TYPE, name.type());
        json.put(Fields.NAME, name.folded());
        json.put(Fields.BIGRAMS, Bigrams.of(name.folded()));
        return json.toString();
    }
}
