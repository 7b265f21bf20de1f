package io.undercurrent.bench;

import java.util.List;

/** A benchmark of {@code undercurrent bench}. */
public interface Benchmark {

    /** The name on the command line. */
    String name();

    /** What is measured, in one line. */
    String description();

    /**
     * @param progress hears what is being done
     */
    List<Measurement> run(Progress progress);

    /** Hears what a benchmark does. */
    interface Progress {
        void doing(String what);
    }
}
