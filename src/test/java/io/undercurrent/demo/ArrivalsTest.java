package io.undercurrent.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.series.Forecast;
import io.undercurrent.series.ForecastShape;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ArrivalsTest {

    private static final int DAY = 20_000;
    private static final long LONG_MILLIS = 60_000;

    private final Arrivals arrivals = new Arrivals();

    @Test
    void countsEachRevisionOfEachSeriesOnce() throws InterruptedException {
        arrivals.arrived(forecast("a", DAY, 0));
        arrivals.arrived(forecast("a", DAY, 0));
        arrivals.arrived(forecast("a", DAY, 1));
        arrivals.arrived(forecast("b", DAY, 0));
        arrivals.arrived(forecast("b", DAY + 1, 0));
        assertEquals(3, arrivals.count(DAY));
        assertTrue(arrivals.await(DAY, 3, 1));
        assertFalse(arrivals.await(DAY, 4, 1));

        arrivals.forgetBefore(DAY + 1);
        assertEquals(0, arrivals.count(DAY));
        assertEquals(1, arrivals.count(DAY + 1));
        assertEquals(4, arrivals.total());
    }

    @Test
    void wakesWhoeverWaits() throws Exception {
        CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(() -> {
            try {
                return arrivals.await(DAY, 2, LONG_MILLIS);
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        });
        arrivals.arrived(forecast("a", DAY, 0));
        arrivals.arrived(forecast("b", DAY, 0));
        assertTrue(waiting.get());
    }

    private static Forecast forecast(String key, int origin, int revision) {
        ForecastShape shape = new ForecastShape(List.of("x"), List.of(0.5), 1);
        return new Forecast(key, origin, revision, "test", Forecast.Source.MODEL, shape, new double[1]);
    }
}
