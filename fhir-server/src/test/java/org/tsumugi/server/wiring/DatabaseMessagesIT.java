package org.tsumugi.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.tsumugi.server.testing.ServerTest;

/** Libraries log what the database says; it must not say what is stored. */
@ServerTest
class DatabaseMessagesIT {

    private static final String VALUE = "1399999921";
    private static final String INSERT =
            "insert into tsumugi.facility (partition_id, code, registered_at) values (?, ?, now())";

    @Autowired
    private JdbcTemplate jdbc;

    @Test
    void messageShouldNotQuoteTheRow() {
        jdbc.update(INSERT, 9001, VALUE);

        assertNothingQuoted(catchThrowable(() -> jdbc.update(INSERT, 9002, VALUE)));
        assertNothingQuoted(catchThrowable(() ->
                jdbc.batchUpdate(INSERT, List.of(new Object[] {9003, "1399999922"}, new Object[] {9004, VALUE}))));
    }

    private static void assertNothingQuoted(Throwable thrown) {
        assertThat(thrown).isNotNull();
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            assertThat(t.getMessage()).doesNotContain(VALUE);
        }
    }
}
