package io.undercurrent.cli.files;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.undercurrent.format.csv.CsvList;
import io.undercurrent.format.mapping.MappingSettings;
import io.undercurrent.format.mapping.TopicSettings;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * A file of {@link MappingSettings}: YAML, if its name ends in {@code .yaml} or {@code .yml}, else properties. Lists are lists of YAML, or names
 * separated by commas; what is said of a value is an entry of a map, {@code sales: qty}, or a property {@code value.sales=qty}. In YAML,
 * {@code topics} and {@code topic-patterns} have settings for topics that differ.
 */
public final class MappingFile {

    private static final YAMLFactory YAML = YAMLFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private MappingFile() {}

    /**
     * @throws IllegalArgumentException if the content is not of that form; the message names the file
     */
    public static TopicSettings read(Path file) throws IOException {
        try {
            return isYaml(file) ? yaml(file) : TopicSettings.of(ofTexts(properties(file)));
        } catch (CharacterCodingException other) {
            throw new IllegalArgumentException(file + ": expected text in UTF-8, but it is in another encoding", other);
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException(
                    file + ": expected YAML, but " + malformed.getOriginalMessage(), malformed);
        } catch (IllegalArgumentException refused) {
            throw new IllegalArgumentException(file + ": " + refused.getMessage(), refused);
        }
    }

    private static boolean isYaml(Path file) {
        return file.toString().endsWith(".yaml") || file.toString().endsWith(".yml");
    }

    private static MappingSettings ofTexts(Map<String, List<String>> texts) {
        MappingSettings settings = new MappingSettings();
        texts.forEach(settings::put);
        return settings;
    }

    private static TopicSettings yaml(Path file) throws IOException {
        JsonNode root = new ObjectMapper(YAML).readTree(Files.readString(file));
        if (!root.isObject()) {
            throw new IllegalArgumentException("expected settings such as 'date-field: day', but there are none");
        }
        ObjectNode common = root.deepCopy();
        common.remove(List.of(TopicSettings.TOPICS, TopicSettings.TOPIC_PATTERNS));
        return new TopicSettings(
                settings(common), sections(root, TopicSettings.TOPICS), sections(root, TopicSettings.TOPIC_PATTERNS));
    }

    private static LinkedHashMap<String, MappingSettings> sections(JsonNode root, String name) {
        LinkedHashMap<String, MappingSettings> sections = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> topic : root.path(name).properties()) {
            if (!topic.getValue().isObject()) {
                throw new IllegalArgumentException(name + ", " + topic.getKey()
                        + ": expected settings such as 'date-field: day', but got " + topic.getValue());
            }
            try {
                sections.put(topic.getKey(), settings(topic.getValue()));
            } catch (IllegalArgumentException refused) {
                throw new IllegalArgumentException(name + ", " + topic.getKey() + ": " + refused.getMessage(), refused);
            }
        }
        return sections;
    }

    private static MappingSettings settings(JsonNode object) {
        Map<String, List<String>> settings = new LinkedHashMap<>();
        object.properties().forEach(entry -> settings.put(entry.getKey(), texts(entry.getKey(), entry.getValue())));
        return ofTexts(settings);
    }

    private static List<String> texts(String name, JsonNode node) {
        List<String> texts = new ArrayList<>();
        if (node.isObject() && MappingSettings.isByName(name)) {
            node.properties().forEach(entry -> texts.add(entry.getKey() + "=" + scalar(name, entry.getValue())));
        } else if (node.isArray()) {
            node.forEach(element -> texts.add(scalar(name, element)));
        } else {
            texts.add(scalar(name, node));
        }
        return texts;
    }

    private static String scalar(String name, JsonNode node) {
        if (!node.isValueNode() || node.isNull()) {
            throw new IllegalArgumentException(name + ": expected a text or a number, but got " + node);
        }
        return node.asText();
    }

    private static Map<String, List<String>> properties(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        Map<String, List<String>> settings = new LinkedHashMap<>();
        for (String property : properties.stringPropertyNames()) {
            String text = properties.getProperty(property);
            int point = property.indexOf('.');
            String name = point < 0 ? property : property.substring(0, point);
            if (point > 0 && MappingSettings.isByName(name)) {
                settings.computeIfAbsent(name, first -> new ArrayList<>())
                        .add(property.substring(point + 1) + "=" + text);
            } else {
                settings.put(property, MappingSettings.isList(property) ? CsvList.read(text) : List.of(single(text)));
            }
        }
        return settings;
    }

    /** A text between double quotes or not, which may have commas in any case. */
    private static String single(String text) {
        boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
        return quoted ? CsvList.read(text).get(0) : text;
    }
}
