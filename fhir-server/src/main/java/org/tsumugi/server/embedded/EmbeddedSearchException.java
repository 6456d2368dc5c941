package org.tsumugi.server.embedded;

/** The embedded Elasticsearch cannot run; the message says why and what to do. */
public final class EmbeddedSearchException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final String WAY_OUT = " To use an Elasticsearch of your own, set tsumugi.search.url.";

    EmbeddedSearchException(String message) {
        super(message + WAY_OUT);
    }

    EmbeddedSearchException(String message, Throwable cause) {
        super(message + WAY_OUT, cause);
    }
}
