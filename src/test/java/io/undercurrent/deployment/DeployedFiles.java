package io.undercurrent.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files that lie outside the sources, read from the top of the repository, where the build runs. */
final class DeployedFiles {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private DeployedFiles() {}

    static String text(String path) throws IOException {
        return Files.readString(Path.of(path));
    }

    /** The documents of a YAML file. */
    static List<JsonNode> yaml(String path) throws IOException {
        try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(text(path))) {
            return documents.readAll();
        }
    }

    /** A property of the build. */
    static String property(String name) throws IOException {
        return find("<" + Pattern.quote(name) + ">([^<]+)</", text("pom.xml"));
    }

    /** What the first group of a pattern matches in a text that must match it. */
    static String find(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        if (!matcher.find()) {
            throw new AssertionError("expected a match of " + pattern);
        }
        return matcher.group(1);
    }
}
