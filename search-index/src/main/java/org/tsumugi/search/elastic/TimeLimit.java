package org.tsumugi.search.elastic;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.transport.rest_client.RestClientOptions;
import java.time.Duration;
import org.apache.http.client.config.RequestConfig;
import org.elasticsearch.client.RequestOptions;

/** Limits to the time that calls take. */
final class TimeLimit {

    private static final int CONNECT_MILLIS = 5_000;

    private TimeLimit() {}

    /** To a connection, to one that is free, and to silence on it. */
    static RequestConfig.Builder of(RequestConfig.Builder request, Duration limit) {
        int millis = Math.toIntExact(limit.toMillis());
        return request.setConnectTimeout(Math.min(millis, CONNECT_MILLIS))
                .setConnectionRequestTimeout(millis)
                .setSocketTimeout(millis);
    }

    /** The same client, but that its calls take no longer. */
    static ElasticsearchClient within(ElasticsearchClient client, Duration limit) {
        RequestOptions.Builder options = RequestOptions.DEFAULT.toBuilder();
        client._transportOptions().headers().forEach(header -> options.addHeader(header.getKey(), header.getValue()));
        options.setRequestConfig(of(RequestConfig.custom(), limit).build());
        return client.withTransportOptions(new RestClientOptions(options.build(), false));
    }
}
