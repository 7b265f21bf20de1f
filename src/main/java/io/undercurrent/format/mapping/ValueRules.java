package io.undercurrent.format.mapping;

import io.undercurrent.format.DecimalText;
import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * Where to find values and how their numbers are written.
 *
 * @param fields field by name of the value; by default the field of the same name
 * @param factors by which values are multiplied
 * @param decimals digits after the point of values that Kafka Connect writes as the bytes of a whole number
 * @param missing texts and numbers that mean a missing value
 * @param numbersAsText whether a number may be a text
 * @param decimalComma whether texts have a comma before the decimals
 */
public record ValueRules(
        Map<String, String> fields,
        Map<String, Double> factors,
        Map<String, Integer> decimals,
        List<String> missing,
        boolean numbersAsText,
        boolean decimalComma)
        implements Serializable {

    /** Values under their own names, as they are. */
    static final ValueRules PLAIN = new ValueRules(Map.of(), Map.of(), Map.of(), List.of(), false, false);

    private static final int MOST_DECIMALS = 1000;

    public ValueRules {
        fields = Map.copyOf(fields);
        factors = Map.copyOf(factors);
        decimals = Map.copyOf(decimals);
        missing = List.copyOf(missing);
        factors.forEach((name, factor) -> {
            if (factor == 0 || !Double.isFinite(factor)) {
                throw new IllegalArgumentException(
                        "multiply: expected a number other than 0 for " + name + ", but got " + factor);
            }
        });
        decimals.forEach((name, digits) -> {
            if (digits < 0 || digits > MOST_DECIMALS) {
                throw new IllegalArgumentException(
                        "decimal: expected 0 to " + MOST_DECIMALS + " digits for " + name + ", but got " + digits);
            }
        });
    }

    /** The field of a value. */
    public String field(String name) {
        return fields.getOrDefault(name, name);
    }

    /** Whether a text means a missing value. */
    public boolean isMissing(String text) {
        return missing.contains(text);
    }

    /** Whether a number means a missing value. */
    public boolean isMissing(double number) {
        for (String text : missing) {
            if (DecimalText.parse(text) == number) {
                return true;
            }
        }
        return false;
    }

    /** The number in a text; NaN if it is not a number. */
    public double number(String text) {
        return decimalComma ? DecimalText.parseWithComma(text) : DecimalText.parse(text);
    }

    /** A value in the unit that is wanted. */
    public double scaled(String name, double value) {
        Double factor = factors.isEmpty() ? null : factors.get(name);
        if (factor == null) {
            return value;
        }
        // Tenths are divided by ten, which rounds once; a tenth of its own is rounded already.
        double inverse = Math.rint(1 / factor);
        return inverse != 0 && 1 / inverse == factor ? value / inverse : value * factor;
    }
}
