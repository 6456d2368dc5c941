package org.tsumugi.server.mllp;

import java.io.IOException;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.security.auth.x500.X500Principal;
import org.springframework.boot.ssl.SslBundle;
import org.tsumugi.server.mllp.MllpProperties.ClientAuth;

/** What lies between TCP and the frames. */
interface Transport {

    /** No TLS. */
    Transport PLAIN = socket -> socket;

    /**
     * The socket that frames are read from. Who takes too long for it is closed by the caller.
     *
     * @throws IOException when the other side is not let in
     */
    Socket secured(Socket accepted) throws IOException;

    /** TLS 1.2 or later, with the certificates that the bundle has at the time of a connection. */
    final class Tls implements Transport {

        private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

        private final boolean needsCertificate;
        private final Set<X500Principal> subjects;
        private volatile SSLContext context;

        /** @throws IllegalArgumentException when a subject is no distinguished name */
        Tls(SslBundle bundle, ClientAuth clientAuth, List<String> subjects) {
            this.needsCertificate = clientAuth == ClientAuth.NEED;
            this.subjects = subjects.stream().map(X500Principal::new).collect(Collectors.toUnmodifiableSet());
            this.context = bundle.createSslContext();
        }

        /** The files of the bundle have changed. */
        void use(SslBundle renewed) {
            context = renewed.createSslContext();
        }

        @Override
        public Socket secured(Socket accepted) throws IOException {
            SSLSocket socket = (SSLSocket) context.getSocketFactory()
                    .createSocket(accepted, accepted.getInetAddress().getHostAddress(), accepted.getPort(), true);
            socket.setUseClientMode(false);
            socket.setNeedClientAuth(needsCertificate);
            socket.setEnabledProtocols(PROTOCOLS);
            socket.startHandshake();
            if (!subjects.isEmpty() && !subjects.contains(subject(socket))) {
                throw new IOException("the client's certificate is another subject's");
            }
            return socket;
        }

        private static X500Principal subject(SSLSocket socket) throws IOException {
            return ((X509Certificate) socket.getSession().getPeerCertificates()[0]).getSubjectX500Principal();
        }
    }
}
