package io.undercurrent.cli.process;

import io.undercurrent.format.encoding.Encoding;
import java.util.Optional;

/** Looks whether the schema registry of a job answers. */
final class RegistryWatch {

    private final Encoding encoding;
    private boolean silent;

    RegistryWatch(Encoding encoding) {
        this.encoding = encoding;
    }

    /** What is new since the last look; waits for an answer for some seconds. */
    Optional<String> look() {
        Optional<String> problem = encoding.problem();
        boolean before = silent;
        silent = problem.isPresent();
        if (silent == before) {
            return Optional.empty();
        }
        return Optional.of(
                silent
                        ? "Readings with schemas that are not known yet wait for the schema registry: " + problem.get()
                        : "The schema registry answers again");
    }
}
