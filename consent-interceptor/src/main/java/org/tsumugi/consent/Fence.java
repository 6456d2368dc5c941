package org.tsumugi.consent;

/** The interceptors that together make "outside the list" and "never existed" the same; what each keeps out. */
public enum Fence {
    /** Determines the reader's partitions once per request; without it every request is answered 500. */
    SCOPE(Registry.SERVER),
    /** Refuses every interaction and operation that is not offered, in batch and transaction entries too. */
    ALLOW_LIST(Registry.SERVER),
    /** Sorts included resources, whose order would otherwise follow the numbers of a sequence all facilities share. */
    INCLUDE_ORDER(Registry.SERVER),
    /** Gives HAPI the partitions of each read and write. */
    PARTITIONS(Registry.STORAGE),
    /** Makes every search synchronous and paged by offset: nothing of it is stored or shared with another reader. */
    SYNCHRONOUS_SEARCH(Registry.STORAGE),
    /** Breaks ties in the sort by id; physical order tells of rows that are not shown. */
    STABLE_ORDER(Registry.STORAGE),
    /** Refuses $everything but on one Patient: without an id its query has no partition in it. */
    TYPE_EVERYTHING(Registry.STORAGE),
    /** Refuses :missing, which the index does not hold. */
    MISSING_MODIFIER(Registry.STORAGE),
    /** Drops what includes over canonical URLs bring in from other partitions. */
    CANONICAL_INCLUDES(Registry.STORAGE),
    /** Looks at each outgoing resource once more; must never fire. */
    LAST_LOOK(Registry.STORAGE);

    /** Where HAPI calls an interceptor from. */
    public enum Registry {
        /** {@code RestfulServer}: around an HTTP request. */
        SERVER,
        /** {@code IInterceptorService}: inside the storage, for requests of any origin. */
        STORAGE
    }

    private final Registry registry;

    Fence(Registry registry) {
        this.registry = registry;
    }

    /** Where the interceptor is to be registered; registering it in both would call it twice. */
    public Registry registry() {
        return registry;
    }
}
