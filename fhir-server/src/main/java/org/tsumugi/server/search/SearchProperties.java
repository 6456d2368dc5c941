package org.tsumugi.server.search;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The search index.
 *
 * @param url of an Elasticsearch cluster; without it an embedded one is started
 * @param username who this server is to the cluster
 * @param password the password
 * @param certificate file with the certificate (PEM) that the cluster's must be signed by; without it those that Java trusts
 * @param prefix of the names of all indices, before the name that each database has of its own
 * @param shards of each index that is made, at least 1
 * @param replicas of each index that is made; an embedded Elasticsearch has none
 * @param heap of an embedded Elasticsearch in megabytes, 128 to 1024
 * @param suppressCountsBelow counts above 0 and below this are not told; 0 where all are
 */
@ConfigurationProperties("tsumugi.search")
public record SearchProperties(
        @Nullable URI url,
        @DefaultValue("") String username,
        @DefaultValue("") String password,
        @DefaultValue("") String certificate,
        @DefaultValue("tsumugi") String prefix,
        @DefaultValue("1") int shards,
        @DefaultValue("1") int replicas,
        @DefaultValue("512") int heap,
        @DefaultValue("0") int suppressCountsBelow) {

    public SearchProperties {
        if (!prefix.matches("[a-z][a-z0-9-]*")) {
            throw new IllegalArgumentException(
                    "tsumugi.search.prefix is lower case letters, digits and hyphens, and begins with a letter");
        }
    }

    /** Does not tell the password. */
    @Override
    public String toString() {
        return "SearchProperties[url=" + url + ", prefix=" + prefix + "]";
    }
}
