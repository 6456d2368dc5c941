package org.tsumugi.server.search;

import co.elastic.clients.json.JsonpMapper;
import co.elastic.clients.transport.ElasticsearchTransport;
import co.elastic.clients.transport.Endpoint;
import co.elastic.clients.transport.TransportOptions;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lets something happen before a request is sent.
 *
 * @param transport sends it
 * @param before is given the request
 */
record BeforeRequest(ElasticsearchTransport transport, Consumer<Object> before) implements ElasticsearchTransport {

    @Override
    public <Q, A, E> A performRequest(Q request, Endpoint<Q, A, E> endpoint, @Nullable TransportOptions options)
            throws IOException {
        before.accept(request);
        return transport.performRequest(request, endpoint, options);
    }

    @Override
    public <Q, A, E> CompletableFuture<A> performRequestAsync(
            Q request, Endpoint<Q, A, E> endpoint, @Nullable TransportOptions options) {
        before.accept(request);
        return transport.performRequestAsync(request, endpoint, options);
    }

    @Override
    public JsonpMapper jsonpMapper() {
        return transport.jsonpMapper();
    }

    @Override
    public TransportOptions options() {
        return transport.options();
    }

    @Override
    public void close() throws IOException {
        transport.close();
    }
}
