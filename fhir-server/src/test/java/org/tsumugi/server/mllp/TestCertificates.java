package org.tsumugi.server.mllp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Self-signed certificates that the JDK's keytool makes. */
final class TestCertificates {

    static final String PASSWORD = "changeit";

    private final Path directory;

    TestCertificates(Path directory) {
        this.directory = directory;
    }

    /** Makes a key with this subject and gives its store. */
    Path keyStore(String name, String subject) throws IOException, InterruptedException {
        Path store = store(name);
        keytool(
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                subject,
                "-validity",
                "2",
                "-ext",
                "san=ip:127.0.0.1,dns:localhost",
                "-keystore",
                store.toString());
        return store;
    }

    /** A store that vouches for the certificates of these keys. */
    Path trustStore(String name, String... keys) throws IOException, InterruptedException {
        Path trust = store(name);
        for (String key : keys) {
            Path certificate = directory.resolve(key + ".crt");
            keytool(
                    "-exportcert",
                    "-alias",
                    key,
                    "-file",
                    certificate.toString(),
                    "-keystore",
                    store(key).toString());
            keytool(
                    "-importcert",
                    "-noprompt",
                    "-alias",
                    key,
                    "-file",
                    certificate.toString(),
                    "-keystore",
                    trust.toString());
        }
        return trust;
    }

    private Path store(String name) {
        return directory.resolve(name + ".p12");
    }

    private static void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    /** A client that trusts {@code trust} and shows {@code key}, if it is given one. */
    static SSLContext client(Path trust, Path... key) throws GeneralSecurityException, IOException {
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(load(trust));
        KeyManagerFactory shown = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        SSLContext context = SSLContext.getInstance("TLS");
        if (key.length > 0) {
            shown.init(load(key[0]), PASSWORD.toCharArray());
        }
        context.init(key.length > 0 ? shown.getKeyManagers() : null, trusted.getTrustManagers(), null);
        return context;
    }

    private static KeyStore load(Path store) throws GeneralSecurityException, IOException {
        KeyStore loaded = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            loaded.load(in, PASSWORD.toCharArray());
        }
        return loaded;
    }
}
