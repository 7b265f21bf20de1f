package io.undercurrent.cli.simulation;

import io.undercurrent.cli.files.OutputFile;
import io.undercurrent.format.csv.StaticCsv;
import io.undercurrent.simulator.Simulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Options on the kinds of simulated stores. */
public final class KindOptions {

    @Option(
            names = "--kinds",
            paramLabel = "N",
            description =
                    "Number of kinds of stores, which differ in their weeks, in their seasons and in what promotions do (default: four"
                            + " usual kinds that promote alike).")
    private Integer kinds;

    @Option(
            names = "--static-output",
            paramLabel = "F.csv",
            description = "Write a file with key, kind and region of each store, for --static of 'train' and 'run'.")
    private Path output;

    /**
     * Number of kinds; 0 for the usual ones.
     *
     * @throws IllegalArgumentException if there are to be none
     */
    public int count() {
        if (kinds != null && kinds < 1) {
            throw new IllegalArgumentException("--kinds: expected at least 1, but got " + kinds);
        }
        OutputFile.prepare("--static-output", output);
        return kinds == null ? 0 : kinds;
    }

    /** Writes the file, if one is asked for. */
    public void write(Simulator simulator) throws IOException {
        if (output != null) {
            OutputFile.write(
                    output, place -> Files.writeString(place, StaticCsv.write(simulator.statics(), simulator.keys())));
        }
    }
}
