package io.undercurrent.dashboard.api;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Keys that differ little from one that is not known. */
final class NearKeys {

    private static final int MOST = 5;

    /** A key that differs in more letters is not the one that was meant. */
    private static final LevenshteinDistance TYPOS = new LevenshteinDistance(3);

    private NearKeys() {}

    private record Near(String key, int typos) {}

    /** The nearest of {@code keys}, whatever the case of its letters, the nearest first. */
    static List<String> of(String missing, List<String> keys) {
        String meant = missing.toLowerCase(Locale.ROOT);
        return keys.stream()
                .flatMap(key -> near(meant, key))
                .sorted(Comparator.comparingInt(Near::typos).thenComparing(Near::key))
                .limit(MOST)
                .map(Near::key)
                .toList();
    }

    private static Stream<Near> near(String meant, String key) {
        int typos = TYPOS.apply(meant, key.toLowerCase(Locale.ROOT));
        // Short keys differ in few letters from everything.
        return typos >= 0 && 2 * typos <= meant.length() ? Stream.of(new Near(key, typos)) : Stream.empty();
    }
}
