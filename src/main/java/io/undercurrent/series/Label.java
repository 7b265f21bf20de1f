package io.undercurrent.series;

import java.util.Locale;

/** The names of enum constants in records and messages: {@code NOT_JSON} is {@code not-json}. */
public final class Label {

    private Label() {}

    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
