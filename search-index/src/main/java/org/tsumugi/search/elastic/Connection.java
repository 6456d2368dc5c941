package org.tsumugi.search.elastic;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.json.jackson.JacksonJsonpMapper;
import co.elastic.clients.transport.rest_client.RestClientTransport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import org.apache.http.Header;
import org.apache.http.HttpHost;
import org.apache.http.message.BasicHeader;
import org.elasticsearch.client.RestClient;
import org.elasticsearch.client.RestClientBuilder;

/** A connection to a cluster: one for writing, and one for questions, which so never wait for what is written. Safe for use by many threads. */
public final class Connection implements AutoCloseable {

    /** A large batch takes its time. */
    static final Duration LIMIT = Duration.ofMinutes(2);

    static final int MOST_CONNECTIONS = 30;

    private static final String HTTPS = "https";

    private final RestClientTransport writing;
    private final RestClientTransport asking;

    private Connection(RestClientTransport writing, RestClientTransport asking) {
        this.writing = writing;
        this.asking = asking;
    }

    /**
     * Opens a connection; nothing is sent.
     *
     * @param url of a node or what stands before the cluster: {@code http} or {@code https}, a host, and where they are needed a port and
     *     a path
     * @param username empty for none
     * @param password of the user
     * @param certificate file with the certificate (PEM) that the cluster's must be signed by; empty for those that Java trusts
     * @throws IllegalArgumentException when the URL is another one, or has credentials in it, or a certificate is given without TLS
     */
    public static Connection to(URI url, String username, String password, String certificate) {
        check(url, certificate);
        return new Connection(
                transport(url, username, password, certificate), transport(url, username, password, certificate));
    }

    /** What the URL has in it is not told: it may be a password. */
    private static void check(URI url, String certificate) {
        boolean tls = HTTPS.equalsIgnoreCase(url.getScheme());
        if (!tls && !"http".equalsIgnoreCase(url.getScheme()) || url.getHost() == null) {
            throw new IllegalArgumentException("The URL of Elasticsearch is http:// or https:// with a host");
        }
        if (url.getRawUserInfo() != null || url.getRawQuery() != null || url.getRawFragment() != null) {
            throw new IllegalArgumentException("The URL of Elasticsearch has no user, query or fragment in it");
        }
        if (!tls && !certificate.isEmpty()) {
            throw new IllegalArgumentException("A certificate is of use with https:// only");
        }
    }

    private static RestClientTransport transport(URI url, String username, String password, String certificate) {
        RestClientBuilder builder = RestClient.builder(new HttpHost(url.getHost(), url.getPort(), url.getScheme()))
                .setRequestConfigCallback(request -> TimeLimit.of(request, LIMIT))
                .setHttpClientConfigCallback(client -> {
                    if (!certificate.isEmpty()) {
                        client.setSSLContext(trusting(Path.of(certificate)));
                    }
                    return client.setMaxConnTotal(MOST_CONNECTIONS).setMaxConnPerRoute(MOST_CONNECTIONS);
                });
        if (!username.isEmpty()) {
            String credentials =
                    Base64.getEncoder().encodeToString((username + ":" + password).getBytes(StandardCharsets.UTF_8));
            builder.setDefaultHeaders(new Header[] {new BasicHeader("Authorization", "Basic " + credentials)});
        }
        if (url.getPath() != null && url.getPath().length() > 1) {
            builder.setPathPrefix(url.getPath());
        }
        return new RestClientTransport(builder.build(), new JacksonJsonpMapper());
    }

    private static SSLContext trusting(Path certificate) {
        try {
            return Certificates.trusting(Files.readAllBytes(certificate));
        } catch (IOException e) {
            throw new UncheckedIOException("The certificate " + certificate + " cannot be read", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("The file " + certificate + " holds no certificate", e);
        }
    }

    /** What writes over it. */
    public ElasticsearchClient client() {
        return new ElasticsearchClient(writing);
    }

    /** What asks over it. */
    public ElasticsearchClient questions() {
        return new ElasticsearchClient(asking);
    }

    @Override
    public void close() {
        try (asking) {
            writing.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
