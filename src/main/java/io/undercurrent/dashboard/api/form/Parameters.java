package io.undercurrent.dashboard.api.form;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What follows the question mark of a request. */
public final class Parameters {

    private final Map<String, ? extends Collection<String>> given;

    /**
     * @param given decoded values by name
     */
    public Parameters(Map<String, ? extends Collection<String>> given) {
        this.given = given;
    }

    /** These parameters, none of which has a name but {@code names}, or more than one value. */
    public Parameters only(String... names) {
        List<String> known = List.of(names);
        given.forEach((name, values) -> {
            if (!known.contains(name)) {
                String expected = known.isEmpty() ? "no parameter" : "one of " + String.join(", ", known);
                throw Problem.parameter(name, expected, name);
            }
            if (values.size() > 1) {
                throw Problem.parameter(name, "one value", String.join(" and ", values));
            }
        });
        return this;
    }

    public Optional<String> text(String name) {
        Collection<String> values = given.get(name);
        return values == null ? Optional.empty() : Optional.of(values.iterator().next());
    }

    /** One of {@code choices}, the first where there is none. */
    public String choice(String name, List<String> choices) {
        String chosen = text(name).orElse(choices.get(0));
        if (!choices.contains(chosen)) {
            throw Problem.parameter(name, "one of " + String.join(", ", choices), chosen);
        }
        return chosen;
    }

    public int whole(String name, int otherwise, int least, int most) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            int value = Integer.parseInt(text.get());
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException noNumber) {
            // Refused below, as is what is out of range.
        }
        throw Problem.parameter(name, "a whole number from " + least + " to " + most, text.get());
    }

    /** A date, counted in days from 1970-01-01. */
    public OptionalInt date(String name) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        try {
            return OptionalInt.of(Math.toIntExact(LocalDate.parse(text.get()).toEpochDay()));
        } catch (DateTimeException | ArithmeticException noDate) {
            throw Problem.parameter(name, "a date such as 2025-03-18", text.get());
        }
    }
}
