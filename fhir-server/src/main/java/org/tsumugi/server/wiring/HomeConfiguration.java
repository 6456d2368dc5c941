package org.tsumugi.server.wiring;

import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.tsumugi.server.home.TsumugiHome;
import org.tsumugi.server.home.TsumugiProperties;

/** The process: its home directory, its clock, whose end it follows. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TsumugiProperties.class)
class HomeConfiguration {

    @Bean
    TsumugiHome tsumugiHome(TsumugiProperties properties) {
        if (properties.exitWithParent()) {
            ParentWatch.exitWithParent();
        }
        return TsumugiHome.open(properties.homeDirectory());
    }

    /** Tomcat's work folder and its root, which stays empty: among the system's temporary files each killed server would leave two. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> tomcatBelowHome(TsumugiHome home) {
        return server -> {
            server.setBaseDirectory(home.subdirectory("tomcat").toFile());
            server.setDocumentRoot(home.subdirectory("tomcat/root").toFile());
        };
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
