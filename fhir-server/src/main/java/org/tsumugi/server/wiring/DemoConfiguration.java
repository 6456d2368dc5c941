package org.tsumugi.server.wiring;

import java.io.PrintStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
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
        return ready -> demo.start(base(address, context.getWebServer().getPort()));
    }

    private static URI base(String address, int port) {
        try {
            InetAddress host = InetAddress.getByName(address);
            String name = host.getHostAddress();
            return URI.create("http://" + (name.contains(":") ? "[" + name + "]" : name) + ":" + port);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("the server listens on an address that has no number", e);
        }
    }

    /** Japanese is written in UTF-8 also where the locale of the process says nothing (POSIX). */
    private static PrintStream utf8(PrintStream out) {
        return new PrintStream(out, true, StandardCharsets.UTF_8);
    }
}
