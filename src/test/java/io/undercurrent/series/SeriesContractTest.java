package io.undercurrent.series;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class SeriesContractTest {

    private static final Columns COLUMNS = new Columns(List.of("sales"), List.of("promotion"));
    private static final SeriesContract CONTRACT = new SeriesContract(COLUMNS, List.of(0.1, 0.5, 0.9), 28, 56, 14);

    @Test
    void namesEveryDifference() {
        Columns others = new Columns(List.of("sales", "visits"), List.of());
        assertEquals(
                List.of(
                        "targets was [sales] and is [sales, visits]",
                        "covariates was [promotion] and is []",
                        "quantiles was [0.1, 0.5, 0.9] and is [0.5]",
                        "horizon was 28 and is 14",
                        "window was 56 and is 55",
                        "lateness was 14 and is 7"),
                CONTRACT.differencesTo(new SeriesContract(others, List.of(0.5), 14, 55, 7)));
        assertEquals(List.of(), CONTRACT.differencesTo(CONTRACT));
    }

    @Test
    void namesEveryDifferenceOfAModel() {
        ForecastShape others = new ForecastShape(List.of("sales", "visits"), List.of(0.5), 14);
        assertEquals(
                List.of(
                        "targets [sales, visits] instead of [sales]",
                        "covariates [] instead of [promotion]",
                        "quantiles [0.5] instead of [0.1, 0.5, 0.9]",
                        "horizon 14 instead of 28",
                        "window 57 instead of at most 56"),
                CONTRACT.differencesOf(new Columns(others.targets(), List.of()), others, 57));
    }

    @Test
    void aModelMayLookBackLessButStateKeptShorterIsOfAnotherContract() {
        ForecastShape shape = new ForecastShape(COLUMNS.targets(), CONTRACT.quantiles(), 28);
        assertEquals(List.of(), CONTRACT.differencesOf(COLUMNS, shape, 14));
        assertEquals(
                List.of("window was 56 and is 14"),
                CONTRACT.differencesTo(new SeriesContract(COLUMNS, CONTRACT.quantiles(), 28, 14, 14)));
        assertEquals(List.of(), CONTRACT.differencesTo(new SeriesContract(COLUMNS, CONTRACT.quantiles(), 28, 402, 14)));
    }

    @Test
    void aWiderWindowMakesUpForDaysOfTheWarmUp() {
        SeriesContract stored = CONTRACT.withWarmUp(40);
        SeriesContract wider = new SeriesContract(
                stored.columns(), stored.quantiles(), stored.horizon(), stored.window() + 10, stored.lateness(), 30);
        assertEquals(List.of(), stored.differencesTo(wider));
        assertEquals(List.of("warm-up was 40 and is 29, fewer than 30"), stored.differencesTo(wider.withWarmUp(29)));
        assertEquals(List.of("warm-up was 40 and is 7, fewer than 40"), stored.differencesTo(CONTRACT));
        assertEquals(List.of(), CONTRACT.differencesTo(stored));
    }

    @Test
    void quantilesThatAreNotToldFitAny() {
        SeriesContract earlier = new SeriesContract(COLUMNS, List.of(), 28, 56, 14);
        assertEquals(List.of(), earlier.differencesTo(CONTRACT));
        assertEquals(
                List.of("horizon was 28 and is 7"),
                earlier.differencesTo(new SeriesContract(COLUMNS, List.of(0.5), 7, 56, 14)));
    }

    @Test
    void refusesWhatIsNoContract() {
        assertEquals(
                "lateness: expected at least 0, but got -1",
                assertThrows(IllegalArgumentException.class, () -> new SeriesContract(COLUMNS, List.of(), 28, 56, -1))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> new SeriesContract(COLUMNS, List.of(0.5, 0.1), 28, 56, 14));
    }
}
