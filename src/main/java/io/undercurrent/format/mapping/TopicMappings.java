package io.undercurrent.format.mapping;

import io.undercurrent.format.encoding.Encoding;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How the messages of each topic say readings.
 *
 * @param common of topics of which nothing else is said
 * @param byName of topics of these names
 * @param byPattern of topics whose whole name matches a regular expression; of several the first counts
 */
public record TopicMappings(
        ReadingMapping common, Map<String, ReadingMapping> byName, LinkedHashMap<String, ReadingMapping> byPattern)
        implements Serializable {

    private static final long serialVersionUID = 1;

    /** All topics as the data contract has them. */
    public static final TopicMappings CONTRACT = of(ReadingMapping.CONTRACT);

    /** What the name of a file begins with where it stands for a topic, and what no name of a topic has. */
    public static final String FILE = "file:";

    public TopicMappings {
        Objects.requireNonNull(common, "common");
        byName = Map.copyOf(byName);
        byPattern = new LinkedHashMap<>(byPattern);
    }

    /** The same of all topics. */
    public static TopicMappings of(ReadingMapping mapping) {
        return new TopicMappings(mapping, Map.of(), new LinkedHashMap<>());
    }

    /**
     * That of a topic: by its name, else by the first pattern, else the common one. Readings of a file come as the data contract has them.
     */
    public ReadingMapping of(String topic) {
        if (topic.startsWith(FILE)) {
            return ReadingMapping.CONTRACT;
        }
        ReadingMapping named = byName.get(topic);
        return named != null
                ? named
                : byPattern.entrySet().stream()
                        .filter(entry -> Pattern.matches(entry.getKey(), topic))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElse(common);
    }

    /** All mappings, the common one first. */
    public Set<ReadingMapping> all() {
        Set<ReadingMapping> all = new LinkedHashSet<>(Set.of(common));
        all.addAll(byName.values());
        all.addAll(byPattern.values());
        return all;
    }

    /** All encodings of messages. */
    public Set<Encoding> encodings() {
        Set<Encoding> all = new LinkedHashSet<>();
        all().forEach(mapping -> all.add(mapping.encoding()));
        return all;
    }
}
