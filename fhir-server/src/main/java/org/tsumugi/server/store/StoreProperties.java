package org.tsumugi.server.store;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The pipeline.
 *
 * @param workers how many patients are mapped and stored at once, at least 1
 */
@ConfigurationProperties("tsumugi.store")
public record StoreProperties(@DefaultValue("2") int workers) {

    public StoreProperties {
        if (workers < 1) {
            throw new IllegalArgumentException("tsumugi.store.workers must be at least 1");
        }
    }
}
