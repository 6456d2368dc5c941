package org.tsumugi.server.fhir;

import java.util.Set;
import org.tsumugi.mpi.name.KanjiForms;
import org.tsumugi.mpi.name.NameReader;

/**
 * The form in which names are searched. Width, white space, middle dots and variation selectors are taken away, kanji are in their
 * standard form (髙橋 as 高橋), kana are katakana, small kana large (ショウコ as シヨウコ), kana of one sound one (ヂ as ジ). Other
 * scripts keep their letters. The forms of kanji are the project's own table and no operator's: what is indexed must not depend on a setting.
 */
public final class NameFolding {

    /** The search parameters of all types that hold names; each is folded. */
    static final Set<String> PARAMETERS = Set.of("name", "family", "given");

    private final NameReader names = new NameReader(KanjiForms.curated());

    /** The folded form. A beginning of a name folds to a beginning of its folded form. */
    String fold(String name) {
        return names.kana(names.ideographic(name).reduced()).sound();
    }
}
