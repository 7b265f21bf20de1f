package io.undercurrent.format;

import java.util.Locale;

/** A number of things inside a message for a person: {@code 1 day}, {@code 2 days}, {@code 1,024 days}. */
public final class Counted {

    private Counted() {}

    /**
     * @param one what there are, in the singular; an s makes the plural
     */
    public static String of(long number, String one) {
        return String.format(Locale.ROOT, "%,d %s%s", number, one, number == 1 ? "" : "s");
    }
}
