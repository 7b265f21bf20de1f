package io.undercurrent.cli.options;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class KafkaSettingsTest {

    @TempDir
    private Path directory;

    private KafkaSettings settings(byte[] file, String... more) throws IOException {
        Path written = Files.write(directory.resolve("kafka.properties"), file);
        KafkaSettings settings = new KafkaSettings();
        CommandLine command = new CommandLine(CommandLine.Model.CommandSpec.create()
                .addMixin("kafka", CommandLine.Model.CommandSpec.forAnnotatedObject(settings)));
        String[] arguments = new String[1 + more.length];
        arguments[0] = "--kafka-properties=" + written;
        System.arraycopy(more, 0, arguments, 1, more.length);
        command.parseArgs(arguments);
        return settings;
    }

    @Test
    void settingsOfTheCommandLineComeOverThoseOfTheFile() throws IOException {
        byte[] file = "acks=all\nclient.id=shop".getBytes(StandardCharsets.UTF_8);
        assertEquals(
                Map.of("acks", "all", "client.id", "till"),
                settings(file, "--kafka-property=client.id=till").properties());
    }

    @Test
    void namesAFileThatIsNoUtf8() throws IOException {
        KafkaSettings settings = settings("# für den Laden".getBytes(StandardCharsets.ISO_8859_1));
        assertEquals(
                "--kafka-properties: expected text in UTF-8, but " + directory.resolve("kafka.properties")
                        + " is in another encoding",
                assertThrows(IllegalArgumentException.class, settings::properties)
                        .getMessage());
    }

    /** As a path of Windows has them. */
    @Test
    void namesAFileWithWrongEscapes() throws IOException {
        KafkaSettings settings = settings("ssl.keystore.location=C:\\users".getBytes(StandardCharsets.UTF_8));
        assertEquals(
                "--kafka-properties: expected properties, but " + directory.resolve("kafka.properties")
                        + " has: Malformed \\uxxxx encoding.",
                assertThrows(IllegalArgumentException.class, settings::properties)
                        .getMessage());
    }

    /** Kafka passes over them, so that a client speaks to a broker in plain text that wants TLS. */
    @ParameterizedTest
    @CsvSource({
        "security.protocl, security.protocol",
        "sasl.mechansim, sasl.mechanism",
        "properties.security.protocol, security.protocol",
        "spring.kafka.properties.sasl.jaas.config, sasl.jaas.config",
        "consumer.max.poll.records, max.poll.records",
        "spring.kafka.bootstrap-servers, bootstrap.servers",
        "SSL_TRUSTSTORE_LOCATION, ssl.truststore.location",
    })
    void namesThatAreNearlyThoseOfKafkaAreRefused(String name, String meant) throws IOException {
        KafkaSettings settings = settings((name + "=x").getBytes(StandardCharsets.UTF_8));
        assertEquals(
                "Kafka property " + name + ": expected a name that Kafka's clients know, or that of a plug-in; " + meant
                        + " may be meant",
                assertThrows(IllegalArgumentException.class, settings::properties)
                        .getMessage());
    }

    @Test
    void settingsOfPlugInsAreTaken() throws IOException {
        String file = "schema.registry.url=http://localhost:8081\nbasic.auth.credentials.source=USER_INFO\n"
                + "confluent.monitoring.interceptor.security.protocol=SSL\nclient.id.prefix=a\nssl.endpoint.identification.algorithm=\n"
                + "transaction.timeout.ms=900000\n";
        assertEquals(
                6, settings(file.getBytes(StandardCharsets.UTF_8)).properties().size());
    }
}
