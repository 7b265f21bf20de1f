package io.undercurrent.cli.files;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.undercurrent.model.kind.Kinds;
import io.undercurrent.model.kind.StaticColumn;
import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.model.recurrent.RecurrentModel;
import io.undercurrent.series.Columns;
import io.undercurrent.series.history.History;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class StaticFileTest {

    @TempDir
    private Path folder;

    private final StringWriter err = new StringWriter();

    private static StaticFile parsed(Path file) {
        StaticFile statics = new StaticFile();
        new CommandLine(CommandSpec.create().addMixin("static", CommandSpec.forAnnotatedObject(statics)))
                .parseArgs("--static=" + file);
        return statics;
    }

    /** A percent sign in a name is no place for an argument. */
    @Test
    void namesFilesAsTheyAreCalled() throws IOException {
        Path file = Files.writeString(folder.resolve("100%sure %n.csv"), "key,region\na*,north\n");
        RecurrentModel model = RecurrentModel.untrained(
                new ModelSpec(Columns.ofTargets("sales"), List.of(), 14, 7, List.of(0.5), ModelSpec.Cell.GRU, 2, 1, 2)
                        .withKinds(new Kinds(List.of(new StaticColumn("category", List.of("dairy"))), List.of())),
                1);
        StaticFile statics = parsed(file);
        statics.table(model, new PrintWriter(err));
        assertEquals(
                model.id() + " tells series apart by category, which " + file
                        + " does not have: each counts as other there.",
                err.toString().strip());
        err.getBuffer().setLength(0);
        statics.describe(List.of(new History("b", 0, 1, new double[1])), new PrintWriter(err));
        assertEquals(
                "--static: " + file + " has no row for 1 of 1 series, the first of them 'b': they count as other.",
                err.toString().strip());
    }
}
