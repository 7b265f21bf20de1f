package io.undercurrent.cli.files;

import io.undercurrent.format.schema.RegistryNews;
import java.io.PrintWriter;

/** Tells on the terminal that a command waits for a schema registry. */
public final class RegistryLines implements RegistryNews {

    private final PrintWriter err;

    public RegistryLines(PrintWriter err) {
        this.err = err;
    }

    @Override
    public void waits(String problem) {
        say("Waiting for the schema registry: " + problem);
    }

    @Override
    public void answers() {
        say("The schema registry answers");
    }

    private void say(String line) {
        err.println(line);
        err.flush();
    }
}
