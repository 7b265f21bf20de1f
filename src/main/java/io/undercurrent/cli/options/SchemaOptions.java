package io.undercurrent.cli.options;

import io.undercurrent.cli.files.NamesConverter;
import io.undercurrent.format.mapping.MappingSettings;
import java.util.List;
import picocli.CommandLine.Option;

/** The options that say where the schemas of messages are. Without any, messages are JSON. */
public final class SchemaOptions {

    @Option(
            names = "--schema-registry",
            paramLabel = "URL",
            converter = NamesConverter.class,
            description =
                    "The registry with the schemas of the messages, such as http://localhost:8081, or for Apicurio"
                            + " http://localhost:8080/apis/ccompat/v7. Several addresses of one registry are separated by commas.")
    private List<String> registry;

    @Option(
            names = "--schema-registry-properties",
            paramLabel = "FILE",
            description =
                    "A file with the login for the registry: basic.auth.user.info or bearer.auth.token, and for TLS"
                            + " ssl.truststore.location and the like, as Confluent's clients name them.")
    private String properties;

    @Option(
            names = "--schema-file",
            paramLabel = "FILE",
            description =
                    "The schema of messages that name none: an Avro schema, also of Avro's single-object encoding, or a JSON"
                            + " Schema.")
    private String file;

    /** What is stated. */
    public MappingSettings settings() {
        MappingSettings settings = new MappingSettings();
        if (registry != null) {
            settings.put(MappingSettings.SCHEMA_REGISTRY, registry);
        }
        if (properties != null) {
            settings.put(MappingSettings.SCHEMA_REGISTRY_PROPERTIES, List.of(properties));
        }
        if (file != null) {
            settings.put(MappingSettings.SCHEMA_FILE, List.of(file));
        }
        return settings;
    }
}
