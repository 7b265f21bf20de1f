package io.undercurrent.cli.training;

import java.util.OptionalInt;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A number of days, or auto. */
public final class WindowConverter implements ITypeConverter<OptionalInt> {

    private static final String AUTO = "auto";

    @Override
    public OptionalInt convert(String value) {
        if (value.equals(AUTO)) {
            return OptionalInt.empty();
        }
        try {
            return OptionalInt.of(Integer.parseInt(value));
        } catch (NumberFormatException e) {
            throw new TypeConversionException("expected auto or a number of days, but got '" + value + "'");
        }
    }
}
