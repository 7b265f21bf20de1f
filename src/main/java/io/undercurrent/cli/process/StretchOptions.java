package io.undercurrent.cli.process;

import io.undercurrent.job.source.Start;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The stretch of its topics that a job reads: from where, and whether to an end. */
public final class StretchOptions {

    @Option(
            names = "--start",
            paramLabel = "PLACE",
            converter = StartConverter.class,
            description =
                    "Where to begin without a checkpoint: earliest, latest, or a day such as 2025-03-01: with the first"
                            + " message that has a timestamp of that day in UTC, or a later one (default: ${DEFAULT-VALUE}).")
    private Start start = Start.EARLIEST;

    @Option(
            names = "--bounded",
            description = "End at the present end of the topics. A restored job keeps the end it had.")
    private boolean bounded;

    public Start start() {
        return start;
    }

    /** Whether the job ends at the present end of the topics. */
    public boolean bounded() {
        return bounded;
    }

    /** An end of the topics, or a day. */
    static final class StartConverter implements ITypeConverter<Start> {
        @Override
        public Start convert(String text) {
            try {
                return Start.parse(text);
            } catch (IllegalArgumentException neither) {
                throw new TypeConversionException(neither.getMessage());
            }
        }
    }
}
