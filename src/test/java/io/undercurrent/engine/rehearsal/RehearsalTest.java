package io.undercurrent.engine.rehearsal;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.model.ForecastModel;
import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.stream.TestModels;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RehearsalTest {

    private static final int SERIES = 8;

    /** Whatever the model and however late readings may be, each made-up series changes over, and has a shadow. */
    @ParameterizedTest
    @CsvSource({"GRU, 14, 14", "LSTM, 30, 1", "SIMPLE_RNN, 14, 0"})
    void allThatCanHappenToAModelIsPlayed(ModelSpec.Cell cell, int window, int lateness) throws Exception {
        ForecastModel model = TestModels.small(cell, window, 1);
        try (Rehearsal rehearsal = new Rehearsal(model, model.contract(lateness))) {
            rehearsal.playAll();
            assertTrue(lateness == 0 || rehearsal.changedOver() >= SERIES, rehearsal.changedOver() + " changed over");
            assertTrue(rehearsal.compared() >= SERIES, rehearsal.compared() + " compared");
        }
    }
}
