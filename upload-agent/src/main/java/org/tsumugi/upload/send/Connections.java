package org.tsumugi.upload.send;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** How the hospital's network reaches the server. */
public final class Connections {

    private Connections() {}

    /**
     * A client for HTTP/1.1: one request of a connection at a time, which is what keeps the order.
     *
     * @param ca certificates (PEM) to trust instead of those of the Java installation
     * @param proxy {@code http://host:port}
     * @throws IOException when the certificates cannot be read
     */
    public static HttpClient client(Optional<Path> ca, Optional<URI> proxy) throws IOException {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(Duration.ofSeconds(10));
        if (ca.isPresent()) {
            builder.sslContext(trusting(ca.get()));
        }
        proxy.ifPresent(uri -> builder.proxy(ProxySelector.of(new InetSocketAddress(uri.getHost(), uri.getPort()))));
        return builder.build();
    }

    private static SSLContext trusting(Path ca) throws IOException {
        try (InputStream in = Files.newInputStream(ca)) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            int number = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                trusted.setCertificateEntry("ca" + number++, certificate);
            }
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("the certificates in " + ca + " cannot be used", e);
        } catch (FileSystemException e) {
            throw new IOException("the certificates in " + ca + " cannot be read: "
                    + e.getClass().getSimpleName());
        }
    }
}
