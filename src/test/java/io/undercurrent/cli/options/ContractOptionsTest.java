package io.undercurrent.cli.options;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.undercurrent.engine.window.TimeLimits;
import io.undercurrent.model.ForecastModel;
import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.model.recurrent.RecurrentModel;
import io.undercurrent.series.Columns;
import io.undercurrent.series.SeriesContract;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ContractOptionsTest {

    private static final ForecastModel MODEL = RecurrentModel.untrained(
            new ModelSpec(
                    Columns.ofTargets("sales"), List.of(), 28, 7, List.of(0.1, 0.5, 0.9), ModelSpec.Cell.GRU, 4, 1, 4),
            1);

    private static SeriesContract contract(String... args) {
        return CommandLine.populateCommand(new ContractOptions(), args)
                .contract(MODEL, TimeLimits.DEFAULT, OptionalInt.empty());
    }

    @Test
    void keepsDaysForModelsToCome() {
        assertEquals(7, contract().warmUp());
        assertEquals(60, contract("--warm-up", "60").warmUp());
        assertEquals(contract(), contract("--warm-up", "60").withWarmUp(7));
    }

    @Test
    void refusesAWarmUpOfTooFewDays() {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> contract("--warm-up", "6"));
        assertEquals("--warm-up: expected at least 7 days, but got 6", refused.getMessage());
    }
}
