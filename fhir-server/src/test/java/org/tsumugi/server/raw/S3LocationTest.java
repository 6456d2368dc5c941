package org.tsumugi.server.raw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class S3LocationTest {

    @Test
    void urlShouldNameBucketPrefixAndServer() {
        assertThat(S3Location.parse(
                        "s3://bucket/a/b/?endpoint=http%3A%2F%2F127.0.0.1:9000&region=tokyo&path-style=true"))
                .isEqualTo(new S3Location("bucket", "a/b/", URI.create("http://127.0.0.1:9000"), "tokyo", true));
        assertThat(S3Location.parse("s3://bucket?endpoint=http://127.0.0.1:9000"))
                .isEqualTo(new S3Location("bucket", "", URI.create("http://127.0.0.1:9000"), null, false));
        assertThat(S3Location.parse("s3://bucket")).isEqualTo(new S3Location("bucket", "", null, null, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3:bucket", "s3:///prefix", "s3://key:secret@bucket/", "s3://b/?acl=public", "s3://b:80/"})
    void anythingElseShouldBeRefused(String url) {
        assertThatThrownBy(() -> S3Location.parse(url)).isInstanceOf(IllegalArgumentException.class);
    }
}
