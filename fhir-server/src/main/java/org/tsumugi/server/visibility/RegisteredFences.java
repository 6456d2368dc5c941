package org.tsumugi.server.visibility;

import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.rest.server.RestfulServer;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import org.tsumugi.consent.Fence;

/** The visibility interceptors in the two places HAPI calls them from. */
public final class RegisteredFences {
    private final Map<Fence, Object> interceptors;
    private final RestfulServer server;
    private final IInterceptorService storage;

    /** Registers all of {@code interceptors}; to be called before the web server opens its port. */
    public RegisteredFences(Map<Fence, Object> interceptors, RestfulServer server, IInterceptorService storage) {
        this.interceptors = Map.copyOf(interceptors);
        this.server = server;
        this.storage = storage;
        register(interceptors.keySet());
    }

    void register(Collection<Fence> fences) {
        for (Fence fence : fences) {
            Object interceptor = interceptor(fence);
            switch (fence.registry()) {
                case SERVER -> server.registerInterceptor(interceptor);
                case STORAGE -> storage.registerInterceptor(interceptor);
            }
        }
    }

    void unregister(Collection<Fence> fences) {
        for (Fence fence : fences) {
            Object interceptor = interceptor(fence);
            switch (fence.registry()) {
                case SERVER -> server.unregisterInterceptor(interceptor);
                case STORAGE -> storage.unregisterInterceptor(interceptor);
            }
        }
    }

    private Object interceptor(Fence fence) {
        return Objects.requireNonNull(interceptors.get(fence), "no interceptor for " + fence);
    }
}
