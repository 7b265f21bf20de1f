package io.undercurrent.cli;

import io.undercurrent.cli.process.Stopping;
import io.undercurrent.embedded.EmbeddedKafka;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code undercurrent kafka}: a broker to try things with. */
@Command(
        name = "kafka",
        description = {
            "Starts a Kafka broker on this machine, for trying things.",
            "",
            "It runs until Ctrl-C, without passwords, and only this machine can reach it. For production, install"
                    + " Kafka.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  Until Ctrl-C, without keeping messages:",
            "    undercurrent kafka",
            "  On another port, keeping messages for the next start:",
            "    undercurrent kafka --port 19092 --data-dir kafka-data",
            ""
        })
final class KafkaCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Port of the broker, 0 for any free one (default: ${DEFAULT-VALUE}).")
    private int port = 9092;

    @Option(
            names = "--data-dir",
            paramLabel = "FOLDER",
            description =
                    "Folder that keeps the messages for the next start; created if it is missing (default: a temporary"
                            + " folder, deleted at the end).")
    private Path data;

    @Override
    public Integer call() throws InterruptedException {
        validate();
        PrintWriter err = command.commandLine().getErr();
        EmbeddedKafka kafka = data == null ? EmbeddedKafka.start(port) : EmbeddedKafka.start(port, data);
        Stopping stopping = Stopping.prepare(kafka::close, "the broker to close its files", err);
        try {
            announce(kafka.bootstrapServers(), err);
            // Until Ctrl-C.
            new CountDownLatch(1).await();
        } finally {
            stopping.close();
            kafka.close();
        }
        return 0;
    }

    private void validate() {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("--port: expected 0 to 65535, but got " + port);
        }
        try {
            new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
        } catch (IOException taken) {
            throw new IllegalArgumentException(
                    "--port: expected a free port, but " + port + " is not free: " + taken.getMessage(), taken);
        }
        if (data != null && Files.exists(data) && !Files.isDirectory(data)) {
            throw new IllegalArgumentException("--data-dir: expected a folder, but " + data + " is a file");
        }
    }

    private void announce(String address, PrintWriter err) {
        err.println("Kafka is at " + address + " until Ctrl-C"
                + (data == null ? ", which deletes its messages" : ", and keeps its messages in " + data));
        err.println("In another terminal:");
        err.println("  undercurrent simulate --stores 20 --output stores.csv");
        err.println(
                "  undercurrent train --readings stores.csv --targets sales --covariates promotion,holiday --model stores.safetensors");
        err.println("  undercurrent replay --readings stores.csv --bootstrap-servers " + address + " --topic readings");
        err.println("  undercurrent run --bootstrap-servers " + address + " --model stores.safetensors");
        err.flush();
    }
}
