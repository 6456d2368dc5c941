package org.tsumugi.testbed.generate;

/** Told how far the generator is; called by several threads at once. */
@FunctionalInterface
public interface GenerationListener {

    /** A listener that does nothing. */
    GenerationListener NONE = (people, of, files) -> {};

    /**
     * @param people persons done
     * @param of persons in all
     * @param files files handed over so far
     */
    void generated(int people, int of, long files);
}
