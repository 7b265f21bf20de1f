package io.undercurrent.format.fields;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Base64;
import java.util.Optional;

/** Decimals as Kafka Connect's JSON converter writes them by default: the bytes of a whole number, highest first, in base 64. */
public final class ConnectDecimal {

    /** Of texts; a float ends long before. */
    private static final int LONGEST = 1024;

    private static final int MOST_DIGITS = 10_000;

    private ConnectDecimal() {}

    /**
     * The number; empty where the text is none.
     *
     * @param scale digits after the point
     */
    static Optional<BigDecimal> exactly(String base64, int scale) {
        if (base64.isEmpty() || base64.length() > LONGEST || Math.abs((long) scale) > MOST_DIGITS) {
            return Optional.empty();
        }
        try {
            return Optional.of(new BigDecimal(new BigInteger(Base64.getDecoder().decode(base64)), scale));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /** The number of a text with its scale as a text; empty where they are none. */
    static Optional<BigDecimal> exactly(String base64, String scale) {
        return scale.length() > String.valueOf(MOST_DIGITS).length()
                ? Optional.empty()
                : exactly(base64, Integer.parseInt(scale));
    }

    /**
     * The number, NaN where the text is none.
     *
     * @param scale digits after the point
     */
    public static double of(String base64, int scale) {
        return exactly(base64, scale).map(BigDecimal::doubleValue).orElse(Double.NaN);
    }

    /** The number of a text with its scale as a text. */
    public static double of(String base64, String scale) {
        return exactly(base64, scale).map(BigDecimal::doubleValue).orElse(Double.NaN);
    }
}
