package io.undercurrent.cli.process;

import io.undercurrent.cli.options.ReadingsFormatOptions;
import io.undercurrent.format.mapping.TopicMappings;
import io.undercurrent.job.source.Start;
import io.undercurrent.job.source.history.History;
import io.undercurrent.series.Columns;
import io.undercurrent.stream.SharedModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say which readings a job without a checkpoint begins with, and what becomes of those of the past. */
public final class StartOptions {

    private static final Pattern FILE = Pattern.compile(".*\\.(csv(\\.gz)?|parquet)|.*/.*");

    @Mixin
    private StretchOptions stretch;

    @Option(
            names = "--replay-forecasts",
            description =
                    "Without a checkpoint, write all forecasts of the days that are read again. By default, if the topic of"
                            + " forecasts has or had any, readings that are there at the start give one forecast a series,"
                            + " that from its newest day.")
    private boolean replayed;

    @Option(
            names = "--history",
            paramLabel = "PLACE",
            description =
                    "Without a checkpoint, read a file, CSV or Parquet, or another topic before the topics of readings, so that windows"
                            + " begin full. A name that ends in .csv, .csv.gz or .parquet, or has a slash, is a file. The options of the format hold"
                            + " for it too. It gives no forecasts but that from the newest day of each series, unless"
                            + " --replay-forecasts is given.")
    private String history;

    /**
     * How the messages of each topic say readings.
     *
     * @throws IllegalArgumentException if the options of the format do not go together, or say something of files where none is read
     */
    public TopicMappings mappings(ReadingsFormatOptions format) throws IOException {
        return history != null && FILE.matcher(history).matches() ? format.mappings() : format.topicMappings();
    }

    /**
     * What is read before the topics.
     *
     * @param columns of the job
     * @throws IllegalArgumentException if the options of the format do not go together
     */
    public Optional<History> history(ReadingsFormatOptions format, Columns columns) throws IOException {
        if (history == null) {
            return Optional.empty();
        }
        if (!FILE.matcher(history).matches()) {
            return Optional.of(new History.OfTopic(history));
        }
        String location = SharedModel.isUri(history)
                ? history
                : Path.of(history).toAbsolutePath().toUri().toString();
        return Optional.of(History.OfFile.of(location, format.mapping(), format.fileForm(), columns));
    }

    public Start start() {
        return stretch.start();
    }

    /** Whether the job ends at the present end of the topics. */
    public boolean bounded() {
        return stretch.bounded();
    }

    /** Whether forecasts that a job before has written are written once more. */
    public boolean replayed() {
        return replayed;
    }
}
