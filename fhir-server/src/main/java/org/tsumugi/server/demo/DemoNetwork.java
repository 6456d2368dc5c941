package org.tsumugi.server.demo;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which fictitious network is loaded. Equal settings give equal storages on every machine.
 *
 * @param facilities number of hospitals
 * @param patients number of people; some are patients of several hospitals
 * @param seed where chance begins
 */
@ConfigurationProperties("tsumugi.demo-network")
public record DemoNetwork(
        @DefaultValue("3") int facilities,
        @DefaultValue("200") int patients,
        @DefaultValue("7") long seed) {

    /** The folder of this network, so that another network does not continue it. */
    String folder() {
        return "f" + facilities + "-p" + patients + "-s" + seed;
    }
}
