package io.undercurrent.dashboard.api.form;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a client accepts, as RFC 9110, 12.5.1 has it. */
public final class MediaTypes {

    private static final String ANY = "*";

    private final List<Range> ranges;

    private record Range(String type, String subtype, double weight) {

        /** How exactly it names a type; -1 where it does not. */
        int exactness(String main, String sub) {
            if (!type.equals(ANY) && !type.equals(main) || !subtype.equals(ANY) && !subtype.equals(sub)) {
                return -1;
            }
            return (type.equals(ANY) ? 0 : 1) + (subtype.equals(ANY) ? 0 : 1);
        }
    }

    private MediaTypes(List<Range> ranges) {
        this.ranges = ranges;
    }

    /**
     * Reads the header {@code Accept}.
     *
     * @param headers its values; without any, everything is accepted
     */
    public static MediaTypes accepted(List<String> headers) {
        List<Range> ranges = new ArrayList<>();
        for (String part : String.join(",", headers).split(",")) {
            if (!part.isBlank()) {
                ranges.add(range(part));
            }
        }
        return new MediaTypes(ranges.isEmpty() ? List.of(new Range(ANY, ANY, 1)) : ranges);
    }

    private static Range range(String text) {
        String[] parts = text.strip().toLowerCase(Locale.ROOT).split("\\s*;\\s*");
        String[] names = parts[0].split("/", 2);
        double weight = 1;
        for (int i = 1; i < parts.length; i++) {
            if (parts[i].startsWith("q=")) {
                weight = weight(parts[i].substring("q=".length()));
            }
        }
        return new Range(names[0], names.length < 2 ? "" : names[1], weight);
    }

    /** What is no weight counts as none. */
    private static double weight(String text) {
        return text.matches("[01](\\.[0-9]{0,3})?") ? Double.parseDouble(text) : 0;
    }

    /** The one of {@code offered} that is liked best, the first of those liked alike. */
    public Optional<String> best(List<String> offered) {
        String best = null;
        double most = 0;
        for (String type : offered) {
            double weight = weightOf(type);
            if (weight > most) {
                most = weight;
                best = type;
            }
        }
        return Optional.ofNullable(best);
    }

    /** The range that names a type most exactly decides. */
    private double weightOf(String type) {
        String[] names = type.split("/", 2);
        int most = -1;
        double weight = 0;
        for (Range range : ranges) {
            int exactness = range.exactness(names[0], names[1]);
            if (exactness > most) {
                most = exactness;
                weight = range.weight();
            }
        }
        return weight;
    }
}
