package org.tsumugi.testbed.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** What a run was measured on, and what else the machine did. */
public final class Machine {

    private Machine() {}

    /** One line of it. */
    public static String line() {
        java.lang.management.OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
        return "machine: " + Runtime.getRuntime().availableProcessors() + " cores, " + memory(system) + "client JDK "
                + System.getProperty("java.version") + ", " + system.getName() + " " + system.getArch()
                + ", load before " + Timing.tenth(system.getSystemLoadAverage());
    }

    private static String memory(java.lang.management.OperatingSystemMXBean system) {
        return system instanceof OperatingSystemMXBean more ? (more.getTotalMemorySize() >> 20) + " MB memory, " : "";
    }
}
