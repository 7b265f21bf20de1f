package io.undercurrent.format.result.row;

import java.math.BigDecimal;

/** Says what it has. */
public interface Row {

    /** Tells {@code fields} every field once. */
    void tell(RowFields fields);

    /** The name of a column for a share, by its percentage, as databases take names: {@code q10} of 0.1, {@code q2_5} of 0.025. */
    static String column(String prefix, double share) {
        BigDecimal percent = BigDecimal.valueOf(share).movePointRight(2).stripTrailingZeros();
        return prefix + percent.toPlainString().replace('.', '_');
    }

    /** Whether {@link #column} made this name. */
    static boolean isShare(String prefix, String name) {
        return name.startsWith(prefix) && name.substring(prefix.length()).matches("\\d+(_\\d+)?");
    }

    /** The share that {@link #column} made this name of. */
    static double share(String prefix, String name) {
        return new BigDecimal(name.substring(prefix.length()).replace('_', '.'))
                .movePointLeft(2)
                .doubleValue();
    }
}
