package io.undercurrent.format;

/** Foreign text inside a message for a person: between quotes, on one line, and short. */
public final class Quotation {

    private static final int LONGEST = 40;

    private Quotation() {}

    /** The text, cut off where it is long, and without what would break the line. */
    public static String of(CharSequence text) {
        StringBuilder quoted = new StringBuilder("'");
        for (int i = 0; i < Math.min(text.length(), LONGEST); i++) {
            char unit = text.charAt(i);
            boolean plain = !Character.isISOControl(unit) && !Character.isSurrogate(unit);
            quoted.append(plain ? unit : '\uFFFD');
        }
        return quoted.append(text.length() > LONGEST ? "…'" : "'").toString();
    }
}
