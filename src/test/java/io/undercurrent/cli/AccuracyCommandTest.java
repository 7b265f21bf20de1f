package io.undercurrent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccuracyCommandTest {

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return Undercurrent.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    @Test
    void saysWhichFilesItExpectsAndWhereTheyComeFrom() {
        assertEquals(0, run("bench", "accuracy"), err::toString);
        for (String expected : new String[] {
            "nn5/readings.csv", "m5/weights.csv", "key,date,minimum,maximum", "https://zenodo.org/records/4656117"
        }) {
            assertTrue(out.toString().contains(expected), () -> expected + " is missing in\n" + out);
        }
    }

    @Test
    void refusesWhatCannotBeMeasured() {
        assertEquals(Undercurrent.EXIT_USAGE, run("bench", "accuracy", "--data", folder.toString()));
        assertTrue(err.toString().contains(folder.resolve("m5/weights.csv").toString()), err::toString);
        assertEquals(Undercurrent.EXIT_USAGE, run("bench", "accuracy", "--sets", "m4"));
        assertTrue(err.toString().contains("but got 'm4'"), err::toString);
        assertEquals(Undercurrent.EXIT_USAGE, run("bench", "accuracy", "--sets", "stores", "--cells", "cnn"));
        assertTrue(err.toString().contains("cnn"), err::toString);
        assertEquals(Undercurrent.EXIT_USAGE, run("bench", "accuracy", "--sets", "stores", "--ages", "28,0"));
        assertTrue(err.toString().contains("ages: expected at least 1 day, but got [28, 0]"), err::toString);
        assertEquals(Undercurrent.EXIT_USAGE, run("bench", "accuracy", "--sets", "stores", "--steps", "0"));
        assertTrue(err.toString().contains("steps: expected at least 1, but got 0"), err::toString);
    }
}
