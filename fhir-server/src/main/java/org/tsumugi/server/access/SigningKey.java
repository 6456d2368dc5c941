package org.tsumugi.server.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.io.IOException;
import java.nio.file.Path;
import java.text.ParseException;
import org.tsumugi.server.home.PrivateFile;

/** The RSA key pair that signs access tokens (RS256), kept in a file only its owner can read, so tokens survive a restart. */
public final class SigningKey {

    private static final int BITS = 2048;

    private SigningKey() {}

    /**
     * The key of the file, made first when there is none.
     *
     * @param file JSON Web Key; its folder is made when missing
     * @throws IOException when the file cannot be read or written
     * @throws IllegalStateException when the file is not an RSA key
     */
    public static RSAKey loadOrCreate(Path file) throws IOException {
        try {
            return RSAKey.parse(PrivateFile.readOrMake(file, () -> generate().toJSONString()));
        } catch (ParseException notAKey) {
            throw new IllegalStateException("not an RSA key in JWK form: " + file.getFileName(), notAKey);
        }
    }

    private static RSAKey generate() {
        try {
            return new RSAKeyGenerator(BITS)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .keyIDFromThumbprint(true)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("every Java platform can make RSA keys", e);
        }
    }
}
