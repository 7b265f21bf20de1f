package io.undercurrent.cli.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.model.recurrent.RecurrentModel;
import io.undercurrent.model.window.MonthEffects;
import io.undercurrent.series.Columns;
import java.util.List;
import org.junit.jupiter.api.Test;

class MonthTextTest {

    @Test
    void namesTheMonthsOfTheTargetsOnWhichTheyHaveAnEffect() {
        ModelSpec spec = new ModelSpec(
                Columns.ofTargets("temperature", "sales"),
                List.of(),
                402,
                2,
                List.of(0.5),
                ModelSpec.Cell.GRU,
                2,
                1,
                2);
        assertEquals(List.of(), MonthText.of(RecurrentModel.untrained(spec, 1)));
        MonthEffects effects =
                new MonthEffects(List.of(1.424, 1.15, 1.25, 1.0, 0.9, 0.9, 0.8, 0.7, 1.0, 0.9, 0.84, 1.16));
        RecurrentModel model = RecurrentModel.untrained(spec.withMonths(List.of(MonthEffects.NONE, effects)), 1);
        assertEquals(
                List.of("sales: Jan 1.42, Feb 1.15, Mar 1.25, Apr 1.00, May 0.90, Jun 0.90, Jul 0.80, Aug 0.70,"
                        + " Sep 1.00, Oct 0.90, Nov 0.84, Dec 1.16"),
                MonthText.of(model));
    }
}
