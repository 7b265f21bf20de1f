package io.undercurrent.cli.options;

import io.undercurrent.cli.files.NamesConverter;
import io.undercurrent.format.encoding.Encoding;
import io.undercurrent.format.schema.RegistryOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options on the registry that has the schemas of forecasts and scores. */
public final class ResultsRegistry {

    @Option(
            names = "--results-registry",
            paramLabel = "URL",
            converter = NamesConverter.class,
            description =
                    "The registry with the schemas of forecasts and scores in Avro, as --schema-registry has that of readings"
                            + " (default: the same, if there is one).")
    private List<String> registry;

    @Option(
            names = "--results-registry-properties",
            paramLabel = "FILE",
            description = "A file with the login for it, as --schema-registry-properties takes one.")
    private Path properties;

    /** Whether one is stated. */
    boolean isGiven() {
        return registry != null;
    }

    /**
     * The registry of results.
     *
     * @param readings the encoding of readings, whose registry it is unless another is stated
     * @throws IllegalArgumentException that names the option
     */
    public Optional<RegistryOptions> orThatOf(Encoding readings) {
        if (registry == null && properties != null) {
            throw new IllegalArgumentException(
                    "--results-registry-properties: expected with --results-registry, but that is missing");
        }
        if (registry != null) {
            try {
                return Optional.of(RegistryOptions.of(registry, properties));
            } catch (IllegalArgumentException refused) {
                throw new IllegalArgumentException(
                        refused.getMessage().replaceFirst("^schema-", "--results-"), refused);
            }
        }
        return readings instanceof Encoding.Registered registered
                ? Optional.of(registered.registry())
                : Optional.empty();
    }
}
