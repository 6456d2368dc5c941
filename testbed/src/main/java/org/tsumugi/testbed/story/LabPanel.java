package org.tsumugi.testbed.story;

import java.util.List;

/**
 * Items ordered together, from one material.
 *
 * @param code the hospitals' own code of the set
 * @param material JLAC10 material, 3 digits, with its name
 */
public record LabPanel(
        String key, String code, String name, String material, String materialName, List<LabItem> items) {}
