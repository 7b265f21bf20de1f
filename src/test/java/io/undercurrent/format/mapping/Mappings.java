package io.undercurrent.format.mapping;

import java.util.List;

/** Mappings as a person states them, for tests. */
public final class Mappings {

    private Mappings() {}

    /**
     * @param settings each {@code name: text}, several texts separated by commas
     */
    public static ReadingMapping of(String... settings) {
        return settings(settings).mapping();
    }

    static MappingSettings settings(String... settings) {
        MappingSettings all = new MappingSettings();
        for (String setting : settings) {
            String[] parts = setting.split(": ", 2);
            all.put(parts[0], List.of(parts[1].split(",")));
        }
        return all;
    }
}
