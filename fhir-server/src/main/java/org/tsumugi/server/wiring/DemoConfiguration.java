package org.tsumugi.server.wiring;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.tsumugi.server.demo.Demo;
import org.tsumugi.server.demo.DemoNetwork;
import org.tsumugi.server.home.TsumugiHome;

/** {@code tsumugi.demo=true}: the fictitious network. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DemoNetwork.class)
@ConditionalOnProperty(name = "tsumugi.demo", havingValue = "true")
class DemoConfiguration {

    @Bean
    Demo demo(TsumugiHome home, DemoNetwork network) {
        return new Demo(network, home.subdirectory("demo"), utf8(System.out));
    }

    @Bean
    ApplicationListener<ApplicationReadyEvent> startDemo(
            Demo demo, ServletWebServerApplicationContext context, @Value("${server.address}") String address) {
        return ready -> demo.start(OwnAddress.of(address, context.getWebServer().getPort()));
    }

    /** Japanese is written in UTF-8 also where the locale of the process says nothing (POSIX). */
    private static PrintStream utf8(PrintStream out) {
        return new PrintStream(out, true, StandardCharsets.UTF_8);
    }
}
