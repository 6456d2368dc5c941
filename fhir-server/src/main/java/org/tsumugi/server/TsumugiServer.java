package org.tsumugi.server;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.tsumugi.server.operate.Operate;

/**
 * The server: receives storages, keeps them, serves them as FHIR R4. Only {@code org.tsumugi.server.wiring} is scanned for
 * components; {@code application.yml} holds the defaults, {@code docs/configuration.md} explains them.
 */
@SpringBootApplication(scanBasePackages = "org.tsumugi.server.wiring")
public class TsumugiServer {

    /**
     * Starts the server; {@code args} are Spring Boot properties ({@code --tsumugi.home=DIR}). With an argument that does not begin
     * with {@code --} it is a command to the server that runs already.
     */
    public static void main(String[] args) {
        if (Operate.isAsked(args)) {
            System.exit(Operate.main(OperatorCommands.all(), args));
        }
        SpringApplication.run(TsumugiServer.class, args);
    }
}
