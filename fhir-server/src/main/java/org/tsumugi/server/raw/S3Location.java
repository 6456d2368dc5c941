package org.tsumugi.server.raw;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;

/**
 * A place in object storage: {@code s3://BUCKET/PREFIX?endpoint=URL&region=REGION&path-style=true}. The credentials are those that the
 * AWS SDK finds: environment, system properties, profile, or the machine's role; never in the URL.
 *
 * @param bucket the bucket, which exists
 * @param prefix of the keys; empty, or ends with a slash
 * @param endpoint null for AWS
 * @param region null for what the SDK finds
 * @param pathStyle whether the bucket is in the path rather than in the host name
 */
public record S3Location(
        String bucket,
        String prefix,
        @Nullable URI endpoint,
        @Nullable String region,
        boolean pathStyle) {

    private static final Set<String> PARAMETERS = Set.of("endpoint", "region", "path-style");
    private static final int CONNECTIONS = 64;

    /** Whether this is such a URL. */
    public static boolean isMeant(String url) {
        return url.startsWith("s3:");
    }

    /**
     * The place that the URL names.
     *
     * @throws IllegalArgumentException when it names none
     */
    public static S3Location parse(String url) {
        URI uri = URI.create(url);
        String bucket = uri.getAuthority();
        if (!"s3".equals(uri.getScheme()) || bucket == null || bucket.contains("@") || bucket.contains(":")) {
            throw new IllegalArgumentException(
                    "not of the form s3://BUCKET/PREFIX?endpoint=URL&region=REGION&path-style=true");
        }
        Map<String, String> parameters = parameters(uri.getRawQuery());
        String path = uri.getPath() == null ? "" : uri.getPath().replaceAll("^/+|/+$", "");
        String endpoint = parameters.get("endpoint");
        return new S3Location(
                bucket,
                path.isEmpty() ? "" : path + "/",
                endpoint == null ? null : URI.create(endpoint),
                parameters.get("region"),
                "true".equals(parameters.get("path-style")));
    }

    private static Map<String, String> parameters(@Nullable String query) {
        Map<String, String> parameters = new HashMap<>();
        for (String parameter : query == null ? new String[0] : query.split("&")) {
            String[] parts = parameter.split("=", 2);
            if (parts.length < 2 || !PARAMETERS.contains(parts[0])) {
                throw new IllegalArgumentException("an s3: URL takes endpoint, region and path-style");
            }
            parameters.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return parameters;
    }

    /** A client for it; one is enough for a process. */
    public S3Client client() {
        S3ClientBuilder builder = S3Client.builder()
                .httpClientBuilder(ApacheHttpClient.builder()
                        .maxConnections(CONNECTIONS)
                        .connectionTimeout(Duration.ofSeconds(5))
                        .socketTimeout(Duration.ofSeconds(30)))
                // what newer SDKs send of themselves other S3 servers refuse; our contents carry checks of their own
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .serviceConfiguration(
                        S3Configuration.builder().chunkedEncodingEnabled(false).build())
                .forcePathStyle(pathStyle);
        if (endpoint != null) {
            builder.endpointOverride(endpoint);
        }
        if (region != null) {
            builder.region(Region.of(region));
        }
        return builder.build();
    }
}
