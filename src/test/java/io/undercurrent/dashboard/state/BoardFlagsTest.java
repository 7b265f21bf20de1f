package io.undercurrent.dashboard.state;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.undercurrent.dashboard.state.day.DayValues;
import io.undercurrent.dashboard.state.day.FlagRing;
import io.undercurrent.series.Forecast;
import io.undercurrent.series.ForecastShape;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The flags that the board keeps of a series, of days past and ahead. */
class BoardFlagsTest {

    private static final int DAY = 20_000;
    private static final int DAYS = 60;
    private static final ForecastShape SHAPE = new ForecastShape(List.of("sales"), List.of(0.5), 1);

    private final Board board = new Board(1 << 30, DAYS);

    /** With a forecast from a day the history of the series reaches up to it. */
    private void forecast(int origin) {
        Forecast forecast = new Forecast("a", origin, 0, "m", Forecast.Source.MODEL, SHAPE, new double[] {1});
        board.forecast(List.of(new IssuedForecast(forecast, IssuedForecast.UNKNOWN_TIME)));
    }

    private List<String> flags() {
        return board.detail(board.find("a"), "sales", null).flags().stream()
                .map(flag -> flag.name() + Arrays.toString(flag.days()))
                .toList();
    }

    private void flag(int day, int raised, int lowered) {
        board.read(List.of(new DayValues("a", day, new double[] {Double.NaN}, raised, lowered)));
    }

    @Test
    void keepsFlagsOfTheHistoryAndOfTheDaysAhead() {
        int promotion = 1 << board.addFlag("promotion");
        int holiday = 1 << board.addFlag("holiday");
        flag(DAY, promotion, 0);
        assertNull(board.find("a"), "an announcement alone makes no series");
        forecast(DAY);
        board.read(List.of(new DayValues("a", DAY, new double[] {7}, promotion, holiday)));
        flag(DAY + 3, promotion | holiday, 0);
        flag(DAY + 4, holiday, promotion);
        flag(DAY + 5, promotion, 0);
        flag(DAY + 5, 0, promotion);
        flag(DAY + FlagRing.AHEAD + 1, promotion, 0);
        flag(DAY - DAYS, promotion, 0);
        assertEquals(List.of("promotion" + List.of(DAY, DAY + 3), "holiday" + List.of(DAY + 3, DAY + 4)), flags());
        board.dropFlag("holiday");
        assertEquals(List.of("promotion" + List.of(DAY, DAY + 3)), flags());
        // The history moves on, and what falls out of it is gone.
        forecast(DAY + DAYS);
        flag(DAY + DAYS + 1, promotion, 0);
        assertEquals(List.of("promotion" + List.of(DAY + 3, DAY + DAYS + 1)), flags());
        forecast(DAY + 10 * DAYS);
        flag(DAY + 10 * DAYS, promotion, 0);
        assertEquals(List.of("promotion" + List.of(DAY + 10 * DAYS)), flags());
    }

    @Test
    void whatIsHeldKeepsItsFlags() {
        int promotion = 1 << board.addFlag("promotion");
        forecast(DAY);
        board.read(List.of(new DayValues("a", DAY + 100, new double[] {2}, promotion, 0)));
        board.read(List.of(new DayValues("a", DAY + 100, new double[] {3}, 0, 0)));
        assertEquals(List.of(), flags());
        forecast(DAY + 100);
        assertEquals(List.of("promotion" + List.of(DAY + 100)), flags());
        assertArrayEquals(
                new double[] {3}, board.detail(board.find("a"), "sales", null).values());
    }

    @Test
    void whatBecomesATargetIsNoFlag() {
        int sold = 1 << board.addFlag("sold");
        forecast(DAY);
        flag(DAY, sold, 0);
        assertEquals(1, flags().size());
        board.addTargets(List.of("sold"));
        assertEquals(List.of(), flags());
    }
}
