package io.undercurrent.cli.options;

import picocli.CommandLine.Option;

/** The options by which commands reach Kafka. A base class, because picocli takes no mixin inside of a group of options. */
public final class KafkaConnection extends KafkaSettings {

    @Option(
            names = "--bootstrap-servers",
            required = true,
            paramLabel = "H:P",
            description = "Address of Kafka as host:port; several are separated by commas.")
    public String bootstrapServers;
}
