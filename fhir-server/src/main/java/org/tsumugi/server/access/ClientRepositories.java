package org.tsumugi.server.access;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;

/** All clients of the token endpoint: the first repository that knows a client answers for it. */
public final class ClientRepositories implements RegisteredClientRepository {

    private final List<RegisteredClientRepository> repositories;

    /** @param repositories in the order in which they are asked */
    public ClientRepositories(List<RegisteredClientRepository> repositories) {
        this.repositories = List.copyOf(repositories);
    }

    @Override
    public void save(RegisteredClient client) {
        repositories.stream()
                .filter(repository -> repository.findByClientId(client.getClientId()) != null)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no repository has this client"))
                .save(client);
    }

    @Override
    public @Nullable RegisteredClient findById(String id) {
        return repositories.stream()
                .map(repository -> repository.findById(id))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    @Override
    public @Nullable RegisteredClient findByClientId(String clientId) {
        return repositories.stream()
                .map(repository -> repository.findByClientId(clientId))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
