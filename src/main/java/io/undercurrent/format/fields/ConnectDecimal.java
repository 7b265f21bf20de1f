package io.undercurrent.format.fields;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Base64;

/** Decimals as Kafka Connect's JSON converter writes them by default: the bytes of a whole number, highest first, in base 64. */
public final class ConnectDecimal {

    /** Of texts; a float ends long before. */
    private static final int LONGEST = 1024;

    private static final int MOST_DIGITS = 10_000;

    private ConnectDecimal() {}

    /**
     * The number, NaN where the text is none.
     *
     * @param scale digits after the point
     */
    public static double of(String base64, int scale) {
        if (base64.isEmpty() || base64.length() > LONGEST || Math.abs((long) scale) > MOST_DIGITS) {
            return Double.NaN;
        }
        try {
            return new BigDecimal(new BigInteger(Base64.getDecoder().decode(base64)), scale).doubleValue();
        } catch (IllegalArgumentException notBase64) {
            return Double.NaN;
        }
    }

    /** The number of a text with its scale as a text. */
    public static double of(String base64, String scale) {
        return scale.length() > String.valueOf(MOST_DIGITS).length() ? Double.NaN : of(base64, Integer.parseInt(scale));
    }
}
