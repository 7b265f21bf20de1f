package io.undercurrent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.embedded.SharedKafka;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DescribeTest {

    private static final String SERVERS = SharedKafka.get().bootstrapServers();

    @TempDir
    private Path folder;

    private final StringWriter said = new StringWriter();

    private void run(List<String> command) {
        PrintWriter all = new PrintWriter(said, true);
        assertEquals(
                0,
                Undercurrent.commandLine().setOut(all).setErr(all).execute(command.toArray(String[]::new)),
                said::toString);
    }

    /** A command that reaches Kafka in another way than this one would not work. */
    @Test
    void proposesACommandThatReachesTheTopicInTheSameWay() throws IOException {
        String topic = "describe-stores";
        run(List.of("simulate", "--stores=2", "--days=200", "--topic=" + topic, "--bootstrap-servers=" + SERVERS));
        Path properties = Files.writeString(folder.resolve("kafka.properties"), "client.id=shop\n");
        run(List.of(
                "describe",
                "--topic=" + topic,
                "--bootstrap-servers=" + SERVERS,
                "--kafka-properties=" + properties,
                "--kafka-property=receive.buffer.bytes=65536"));
        String expected = "undercurrent train --bootstrap-servers " + SERVERS + " --kafka-properties " + properties
                + " --kafka-property receive.buffer.bytes=… --topic " + topic + " \\";
        assertTrue(said.toString().contains(expected), said::toString);
        assertTrue(
                said.toString().contains("--targets temperature,sales --covariates promotion,holiday --model"),
                said::toString);
    }
}
