package io.undercurrent.cli.options;

import io.undercurrent.cli.arguments.KafkaNames;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import picocli.CommandLine.Option;

/** The options with further settings of Kafka's clients. */
public class KafkaSettings {

    @Option(
            names = "--kafka-properties",
            paramLabel = "FILE",
            description = "A file of further Kafka settings, such as those for TLS.")
    private Path file;

    @Option(
            names = "--kafka-property",
            paramLabel = "K=V",
            description = "A further Kafka setting, over those of the file; may be repeated.")
    private Map<String, String> properties = Map.of();

    /** Whether there are any. */
    public boolean isGiven() {
        return file != null || !properties.isEmpty();
    }

    /**
     * The settings of the file and of the command line.
     *
     * @throws IllegalArgumentException if the file is wrong, or a name that Kafka does not know looks like one that it does
     */
    public Map<String, String> properties() throws IOException {
        Map<String, String> all = new HashMap<>();
        if (file != null) {
            Properties read = new Properties();
            try (Reader reader = Files.newBufferedReader(file)) {
                read.load(reader);
            } catch (CharacterCodingException other) {
                throw new IllegalArgumentException(
                        "--kafka-properties: expected text in UTF-8, but " + file + " is in another encoding", other);
            } catch (IllegalArgumentException malformed) {
                throw new IllegalArgumentException(
                        "--kafka-properties: expected properties, but " + file + " has: " + malformed.getMessage(),
                        malformed);
            }
            read.forEach((name, value) -> all.put((String) name, (String) value));
        }
        all.putAll(properties);
        KafkaNames.check(all.keySet());
        return all;
    }
}
