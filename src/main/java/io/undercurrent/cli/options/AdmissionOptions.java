package io.undercurrent.cli.options;

import io.undercurrent.cli.files.NamesConverter;
import io.undercurrent.stream.Admission;
import java.util.List;
import picocli.CommandLine.Option;

/** The options that say which messages of the topic concern the job. */
public final class AdmissionOptions {

    @Option(
            names = "--only",
            paramLabel = "PATTERN",
            description =
                    "Forecast only series whose key matches, such as 'fast-*'; may be repeated. Messages of other series"
                            + " are counted.")
    private List<String> only = List.of();

    @Option(
            names = "--except",
            paramLabel = "PATTERN",
            description = "Do not forecast series whose key matches; may be repeated.")
    private List<String> except = List.of();

    @Option(
            names = "--other-columns",
            paramLabel = "NAMES",
            converter = NamesConverter.class,
            description =
                    "Values on the topic that are for other jobs. A message with one of these and none of the model's"
                            + " values is counted, not rejected.")
    private List<String> otherColumns = List.of();

    public Admission admission() {
        return new Admission(only, except, otherColumns);
    }
}
