package org.tsumugi.server.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import org.tsumugi.server.facility.Facilities;
import org.tsumugi.server.operate.CommandException;
import org.tsumugi.server.operate.Exit;

/** What the commands of this room share. */
final class GatewayArguments {

    private GatewayArguments() {}

    static String code(String code) {
        if (!Facilities.isCode(code)) {
            throw new CommandException(Exit.USAGE, "A medical institution code has 10 digits.", "医療機関コードは10桁の数字です。");
        }
        return code;
    }

    /** As the sending application reads it from its environment or its file of credentials. */
    static void print(JsonNode issued, PrintWriter out) {
        out.println("TSUMUGI_CLIENT_ID=" + issued.path("clientId").asText());
        out.println("TSUMUGI_CLIENT_SECRET=" + issued.path("clientSecret").asText());
    }
}
