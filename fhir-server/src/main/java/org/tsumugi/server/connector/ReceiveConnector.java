package org.tsumugi.server.connector;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Objects;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.apache.tomcat.util.net.SSLHostConfigCertificate.Type;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.ssl.SslOptions;
import org.springframework.boot.ssl.SslStoreBundle;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;

/** Hangs the connector and its valve into the web server. A renewed certificate is taken up while the server runs. */
public final class ReceiveConnector {

    private static final Logger LOG = LoggerFactory.getLogger(ReceiveConnector.class);

    /** As for the server's own port: a refusal reaches a sender only when what it still sends is read. */
    static final int MOST_SWALLOWED = 128 << 20;

    private static final Duration SILENCE = Duration.ofSeconds(30);

    private ReceiveConnector() {}

    /** Adds the door that {@code properties} ask for, if they ask for one, and what holds for every door. */
    public static void addTo(TomcatServletWebServerFactory server, ConnectorProperties properties, SslBundles bundles) {
        Threads threads = Threads.of(properties.threads());
        server.addEngineValves(new UnreadBodyValve(System::nanoTime, threads.rests()));
        if (!properties.isOn()) {
            return;
        }
        Connector connector = new Connector(Http11NioProtocol.class.getName());
        connector.setPort(properties.port());
        connector.setScheme("https");
        connector.setSecure(true);
        Http11NioProtocol protocol = (Http11NioProtocol) connector.getProtocolHandler();
        protocol.setAddress(address(properties.address()));
        protocol.setMaxThreads(properties.threads());
        protocol.setMaxConnections(properties.connections());
        protocol.setMaxSwallowSize(MOST_SWALLOWED);
        protocol.setConnectionTimeout((int) SILENCE.toMillis());
        protocol.setSSLEnabled(true);
        protocol.addSslHostConfig(hostConfig(bundles.getBundle(properties.sslBundle())));
        bundles.addBundleUpdateHandler(properties.sslBundle(), renewed -> takeUp(protocol, renewed));
        server.addAdditionalTomcatConnectors(connector);
        server.addEngineValves(new ReceiveValve(connector, threads.tokens()));
    }

    private static void takeUp(Http11NioProtocol protocol, SslBundle renewed) {
        protocol.addSslHostConfig(hostConfig(renewed), true);
        LOG.info("The receiving port has a new certificate. / 受信ポートの証明書を更新しました。");
    }

    private static SSLHostConfig hostConfig(SslBundle bundle) {
        SSLHostConfig config = new SSLHostConfig();
        config.setProtocols("TLSv1.2+TLSv1.3");
        SslOptions options = bundle.getOptions();
        if (options.getCiphers() != null) {
            config.setCiphers(String.join(":", options.getCiphers()));
        }
        config.addCertificate(certificate(bundle, config));
        return config;
    }

    private static SSLHostConfigCertificate certificate(SslBundle bundle, SSLHostConfig config) {
        SslStoreBundle stores = bundle.getStores();
        SSLHostConfigCertificate certificate = new SSLHostConfigCertificate(config, Type.UNDEFINED);
        certificate.setCertificateKeystore(
                Objects.requireNonNull(stores.getKeyStore(), "the SSL bundle of tsumugi.receive has no certificate"));
        String password = stores.getKeyStorePassword();
        certificate.setCertificateKeystorePassword(password == null ? "" : password);
        if (bundle.getKey().getPassword() != null) {
            certificate.setCertificateKeyPassword(bundle.getKey().getPassword());
        }
        if (bundle.getKey().getAlias() != null) {
            certificate.setCertificateKeyAlias(bundle.getKey().getAlias());
        }
        return certificate;
    }

    private static InetAddress address(String address) {
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("tsumugi.receive.address is no address of this machine", e);
        }
    }
}
