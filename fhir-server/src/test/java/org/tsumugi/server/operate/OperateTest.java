package org.tsumugi.server.operate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperateTest {

    @ParameterizedTest
    @ValueSource(strings = {"digest", "digest --facility 1312345678", "--tsumugi.home=x digest", "--help", "-h"})
    void commandShouldBeTakenForOne(String line) {
        assertThat(Operate.isAsked(line.split(" "))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--tsumugi.home=x", "--server.port=0 --tsumugi.demo=true"})
    void settingsShouldStartTheServer(String line) {
        assertThat(Operate.isAsked(line.split(" "))).isFalse();
    }

    @Test
    void nothingShouldStartTheServer() {
        assertThat(Operate.isAsked()).isFalse();
    }
}
