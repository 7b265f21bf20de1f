package io.undercurrent.stream;

import java.io.Serializable;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Selects the messages of a topic that a job processes. In patterns of keys, * matches any text and ? one character.
 *
 * @param only patterns of the series to forecast; if empty, all series
 * @param except patterns of series not to forecast
 * @param otherColumns values that occur in messages for other jobs
 */
public record Admission(List<String> only, List<String> except, List<String> otherColumns) implements Serializable {

    /** Every message concerns the job. */
    public static final Admission ALL = new Admission(List.of(), List.of(), List.of());

    private static final Pattern PARTS = Pattern.compile("[*?]|[^*?]+");

    public Admission {
        only = List.copyOf(only);
        except = List.copyOf(except);
        otherColumns = List.copyOf(otherColumns);
    }

    /** Tests whether the series of a key is forecast. */
    Predicate<String> series() {
        return (only.isEmpty() ? (Predicate<String>) key -> true : anyOf(only))
                .and(anyOf(except).negate());
    }

    private static Predicate<String> anyOf(List<String> patterns) {
        return patterns.stream()
                .map(pattern -> PARTS.matcher(pattern)
                        .results()
                        .map(part -> switch (part.group()) {
                            case "*" -> ".*";
                            case "?" -> ".";
                            default -> Pattern.quote(part.group());
                        })
                        .collect(Collectors.joining()))
                .map(regex -> Pattern.compile(regex, Pattern.DOTALL).asMatchPredicate())
                .reduce(key -> false, Predicate::or);
    }
}
