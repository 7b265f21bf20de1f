package io.undercurrent.format.mapping;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Mappings of topics as users write them: common settings, and what is other in some topics.
 *
 * @param byName what is other in topics of these names
 * @param byPattern what is other in topics whose whole name matches a regular expression; of several the first counts
 */
public record TopicSettings(
        MappingSettings common, Map<String, MappingSettings> byName, LinkedHashMap<String, MappingSettings> byPattern) {

    public static final String TOPICS = "topics";
    public static final String TOPIC_PATTERNS = "topic-patterns";

    /** Of all topics the same. */
    public static TopicSettings of(MappingSettings common) {
        return new TopicSettings(common, Map.of(), new LinkedHashMap<>());
    }

    /**
     * The mappings of these settings.
     *
     * @param over settings that win over these, also over those of a topic
     * @throws IllegalArgumentException that names the topic and the setting, what was expected and what came
     */
    public TopicMappings mappings(MappingSettings over) {
        return new TopicMappings(
                with(over).mapping(), mappings(TOPICS, byName, over), mappings(TOPIC_PATTERNS, byPattern, over));
    }

    /** The common settings, and {@code over} over them. */
    public MappingSettings with(MappingSettings over) {
        MappingSettings all = new MappingSettings();
        all.putAll(common);
        all.putAll(over);
        return all;
    }

    private LinkedHashMap<String, ReadingMapping> mappings(
            String section, Map<String, MappingSettings> others, MappingSettings over) {
        LinkedHashMap<String, ReadingMapping> mappings = new LinkedHashMap<>();
        others.forEach((topic, settings) -> {
            MappingSettings all = with(settings);
            all.putAll(over);
            try {
                mappings.put(topic, all.mapping());
            } catch (IllegalArgumentException refused) {
                throw new IllegalArgumentException(section + ", " + topic + ": " + refused.getMessage(), refused);
            }
        });
        return mappings;
    }
}
