package io.undercurrent.format;

/** Decimal numbers as texts have them, and nothing else that Java reads as a number: no NaN, no hexadecimal forms, no final f. */
public final class DecimalText {

    private DecimalText() {}

    /** The number, or NaN where the text is none. */
    public static double parse(String text) {
        return isDecimal(text) ? parseDecimal(text) : Double.NaN;
    }

    /** The number of a text that has a comma before its decimals, or NaN where it is none. */
    public static double parseWithComma(String text) {
        return text.indexOf('.') < 0 ? parse(text.replace(',', '.')) : Double.NaN;
    }

    private static boolean isDecimal(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && "+-.eE".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    private static double parseDecimal(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException notOne) {
            return Double.NaN;
        }
    }
}
