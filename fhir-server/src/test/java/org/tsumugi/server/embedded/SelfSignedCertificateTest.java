package org.tsumugi.server.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class SelfSignedCertificateTest {

    /** Repeated: keys and signatures differ in length. */
    @RepeatedTest(20)
    void certificateShouldBeSignedByItsOwnKey() throws Exception {
        SelfSignedCertificate created = SelfSignedCertificate.create();
        X509Certificate certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(
                        new ByteArrayInputStream(created.certificate().getBytes(StandardCharsets.US_ASCII)));
        certificate.checkValidity();
        certificate.verify(certificate.getPublicKey());
        assertThat(certificate.getSubjectX500Principal()).isEqualTo(certificate.getIssuerX500Principal());

        byte[] message = {1, 2, 3};
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(key(created.key()));
        signature.update(message);
        byte[] signed = signature.sign();
        signature.initVerify(certificate);
        signature.update(message);
        assertThat(signature.verify(signed)).isTrue();
    }

    @Test
    void keyShouldBeAnotherOneEveryTime() {
        SelfSignedCertificate created = SelfSignedCertificate.create();
        assertThat(SelfSignedCertificate.create().key()).isNotEqualTo(created.key());
        assertThat(created.toString()).doesNotContain("BEGIN");
    }

    private static PrivateKey key(String pem) throws Exception {
        String body = pem.replaceAll("-----[A-Z ]+-----", "");
        return KeyFactory.getInstance("EC")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(body)));
    }
}
