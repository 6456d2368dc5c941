package org.tsumugi.search.elastic;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.transport.TransportException;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.elasticsearch.client.ResponseException;
import org.jspecify.annotations.Nullable;
import org.tsumugi.search.IndexOverloadedException;
import org.tsumugi.search.IndexUnavailableException;

/** Calls of Elasticsearch, and the one place where their failures become ours. Nothing of a question is in any message. */
final class Calls {

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int TOO_LARGE = 413;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    /** What Elasticsearch says of a search that does not end within its time. */
    private static final int TIMEOUT = 504;

    /** An index that somebody closed can neither be read nor written. */
    private static final String CLOSED = "index_closed_exception";

    private Calls() {}

    /** A call. */
    interface Call<T> {
        T run() throws IOException;
    }

    /**
     * @throws IndexUnavailableException when Elasticsearch cannot be reached, lets nobody in, or does not have the index
     * @throws IndexOverloadedException when it has no room or time, now or for a call as large as that
     * @throws IllegalStateException when it does not understand the call: a defect
     */
    static <T> T of(Call<T> call) {
        try {
            return call.run();
        } catch (ElasticsearchException e) {
            requireRefusal(e.status(), e.error().type());
            throw new IllegalStateException(said(e.status(), e.error().type()));
        } catch (TransportException e) {
            throw noAnswer(e.statusCode());
        } catch (ResponseException e) {
            // of most failures the client does not read what Elasticsearch says
            throw noAnswer(e.getResponse().getStatusLine().getStatusCode());
        } catch (IOException e) {
            throw unreachable(e);
        } catch (RuntimeException e) {
            // thus the client says that no connection became free
            if (e.getCause() instanceof TimeoutException timeout) {
                throw unreachable(timeout);
            }
            throw e;
        }
    }

    private static IndexUnavailableException noAnswer(int status) {
        requireRoom(status, null);
        return new IndexUnavailableException("Elasticsearch answers with status " + status);
    }

    private static IndexUnavailableException unreachable(Exception failure) {
        return new IndexUnavailableException(
                "Elasticsearch cannot be reached (" + failure.getClass().getSimpleName() + ")");
    }

    /** @throws IndexUnavailableException unless it is the call itself that Elasticsearch does not take */
    static void requireRefusal(int status, @Nullable String type) {
        requireRoom(status, type);
        if (status == UNAUTHORIZED
                || status == FORBIDDEN
                || status == NOT_FOUND
                || status >= SERVER_ERROR
                || CLOSED.equals(type)) {
            throw new IndexUnavailableException(said(status, type));
        }
    }

    private static void requireRoom(int status, @Nullable String type) {
        if (status == TOO_LARGE || status == TOO_MANY_REQUESTS || status == TIMEOUT) {
            throw new IndexOverloadedException(said(status, type));
        }
    }

    private static String said(int status, @Nullable String type) {
        return "Elasticsearch says " + status + " (" + type + ")";
    }
}
