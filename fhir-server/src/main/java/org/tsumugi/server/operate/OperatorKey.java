package org.tsumugi.server.operate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import org.tsumugi.server.access.OperatorClient;
import org.tsumugi.server.home.PrivateFile;

/**
 * What a command signs in with: {@code keys/operator.json} in the home directory, made at the first start, readable by its owner only.
 * Who can read it may operate the server; deleting it and restarting makes another.
 *
 * @param clientId the client id
 * @param clientSecret the secret
 */
public record OperatorKey(String clientId, String clientSecret) {

    private static final int SECRET_BYTES = 32;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The server's side: the key of the home, made first when there is none. */
    public static OperatorKey loadOrMake(Path home) throws IOException {
        return parse(PrivateFile.readOrMake(file(home), OperatorKey::newKey));
    }

    /** The command's side: the key of the home. */
    static OperatorKey load(Path home) throws IOException {
        return parse(Files.readString(file(home)));
    }

    private static Path file(Path home) {
        return home.resolve("keys").resolve("operator.json");
    }

    private static String newKey() {
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        return JSON.createObjectNode()
                        .put("clientId", OperatorClient.ID)
                        .put(
                                "clientSecret",
                                Base64.getUrlEncoder().withoutPadding().encodeToString(secret))
                        .toPrettyString()
                + "\n";
    }

    private static OperatorKey parse(String text) throws IOException {
        JsonNode key = JSON.readTree(text);
        String id = key.path("clientId").asText();
        String secret = key.path("clientSecret").asText();
        if (!id.equals(OperatorClient.ID) || secret.isEmpty()) {
            throw new IOException("keys/operator.json is not an operator's key; delete it and restart the server");
        }
        return new OperatorKey(id, secret);
    }

    @Override
    public String toString() {
        return "OperatorKey[clientId=" + clientId + "]";
    }
}
