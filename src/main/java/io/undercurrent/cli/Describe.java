package io.undercurrent.cli;

import io.undercurrent.cli.arguments.OptionPairs;
import io.undercurrent.cli.describe.Description;
import io.undercurrent.cli.describe.Sample;
import io.undercurrent.cli.files.TopicReadings;
import io.undercurrent.cli.options.KafkaSettings;
import io.undercurrent.cli.options.ScannedTopics;
import io.undercurrent.cli.options.SchemaOptions;
import io.undercurrent.cli.process.CommandText;
import io.undercurrent.format.csv.CsvSample;
import io.undercurrent.format.encoding.Encoding;
import io.undercurrent.format.mapping.FileForm;
import io.undercurrent.format.parquet.ParquetReadings;
import io.undercurrent.format.parquet.ParquetSample;
import io.undercurrent.job.kafka.TopicScan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code undercurrent describe}: shows what is in a topic or a file, and proposes how to read it. */
@Command(
        name = "describe",
        description = {
            "Looks at some messages of a topic or rows of a file, says what it found, and proposes settings that read"
                    + " them.",
            "",
            "The proposal is a guess from names and values. Check it: a number may be a key, and a text may not.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  The newest messages of a topic:",
            "    undercurrent describe --bootstrap-servers localhost:9092 --topic sold",
            "  A file:",
            "    undercurrent describe --file sold.csv",
            ""
        })
final class Describe implements Callable<Integer> {

    private static final List<String> OF_KAFKA =
            List.of("--bootstrap-servers", "--kafka-properties", "--kafka-property");

    private static final List<String> OF_SCHEMAS =
            List.of("--schema-registry", "--schema-registry-properties", "--schema-file");

    @Spec
    private CommandSpec command;

    @Option(names = "--file", paramLabel = "FILE", description = "The file to look at: CSV, also .gz, or Parquet.")
    private Path file;

    @Mixin
    private ScannedTopics topics;

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "H:P",
            description = "Where Kafka is, as host:port; several separated by commas.")
    private String bootstrapServers;

    @Mixin
    private KafkaSettings kafka;

    @Mixin
    private SchemaOptions schema;

    @Option(
            names = "--sample",
            paramLabel = "N",
            description = "Newest messages of each partition, or first rows of the file, to look at (default:"
                    + " ${DEFAULT-VALUE}).")
    private int sample = 1000;

    @Override
    public Integer call() throws IOException {
        if ((file == null) != topics.isGiven()) {
            throw new IllegalArgumentException("--file: expected a file, or --topic with --bootstrap-servers, but got "
                    + (file == null ? "neither" : "both"));
        }
        if (file != null) {
            String without = "--topic with it, but got --file, which is read without";
            new OptionPairs(command).refuse(OF_KAFKA, without).refuse(OF_SCHEMAS, without);
        }
        if (topics.isGiven() && bootstrapServers == null) {
            throw new IllegalArgumentException("--bootstrap-servers: expected with --topic, but it is missing");
        }
        if (sample < 1) {
            throw new IllegalArgumentException("--sample: expected at least 1, but got " + sample);
        }
        Encoding encoding = schema.settings().mapping().encoding();
        encoding.problem().ifPresent(problem -> {
            throw new IllegalStateException("the schema registry: " + problem);
        });
        if (file != null) {
            Sample found = new Sample(encoding.text());
            FileForm form = FileForm.LONG_CSV;
            if (ParquetReadings.isParquet(file)) {
                ParquetSample.read(file, sample, found::addTyped);
            } else {
                form = CsvSample.read(file, sample, found::add);
            }
            print(found, form, file.toString(), "--readings " + Description.shell(file.toString()));
            return 0;
        }
        for (String topic : TopicReadings.present(topics.topics(), bootstrapServers, kafka.properties())) {
            Sample found = new Sample(encoding.text());
            TopicScan.read(
                    bootstrapServers,
                    kafka.properties(),
                    topic,
                    sample,
                    record -> found.add(TopicReadings.message(record)));
            print(
                    found,
                    FileForm.LONG_CSV,
                    "the topic " + topic,
                    String.join(" ", CommandText.options(command, OF_KAFKA::contains)) + " --topic " + topic);
        }
        return 0;
    }

    private void print(Sample found, FileForm form, String place, String source) {
        new Description(found, form, file != null, schema.settings())
                .print(place, source, command.commandLine().getOut());
    }
}
