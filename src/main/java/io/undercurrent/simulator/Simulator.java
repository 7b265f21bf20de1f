package io.undercurrent.simulator;

import io.undercurrent.series.Columns;
import io.undercurrent.series.Reading;
import io.undercurrent.series.kind.StaticFeatures;
import io.undercurrent.series.kind.StaticTable;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Stores of several regions, all of them a day at a time. It keeps the state of each store (some hundred bytes) and no past.
 *
 * <p>Stores are independent of one another but for the calendar and the weather, which the stores of a region share.
 */
public final class Simulator {

    /** What the readings carry: °C, units sold, and two facts known in advance, 1 for yes and 0 for no. */
    public static final Columns COLUMNS = new Columns(List.of("temperature", "sales"), List.of("promotion", "holiday"));

    private static final String KIND = "kind";
    private static final String REGION = "region";
    private static final int REGIONS = 12;

    private final PublicHolidays holidays;
    private final MonthSteps months;
    private final Weather[] regions;
    private final Store[] stores;
    private LocalDate next;

    public Simulator(SimulatorOptions options) {
        int firstDay = Math.toIntExact(options.from().toEpochDay());
        this.next = options.from();
        this.holidays = new PublicHolidays(options.country());
        this.months = new MonthSteps(options.monthSpread(), options.seed());
        this.regions = new Weather[REGIONS];
        for (int region = 0; region < REGIONS; region++) {
            regions[region] = new Weather(options.seed(), region, firstDay);
        }
        List<StoreKind> kinds = StoreKind.draw(options.kinds(), options.seed());
        this.stores = new Store[options.stores()];
        for (int i = 0; i < stores.length; i++) {
            stores[i] = new Store(options, kinds, i + 1, regions[i % REGIONS]);
        }
    }

    /** What stays the same about each store: its kind, and the region whose weather it has. */
    public StaticTable statics() {
        Map<String, StaticFeatures> rows = new HashMap<>();
        for (int i = 0; i < stores.length; i++) {
            rows.put(
                    stores[i].key(),
                    new StaticFeatures(Map.of(KIND, stores[i].kind(), REGION, "region-" + (i % REGIONS + 1))));
        }
        return new StaticTable(List.of(KIND, REGION), rows);
    }

    /** The stores, in the order of their numbers. */
    public List<String> keys() {
        return Arrays.stream(stores).map(Store::key).toList();
    }

    /** The day that {@link #simulateDay} will simulate. */
    public LocalDate nextDate() {
        return next;
    }

    /** Simulates the next day and hands out what it brought to each store, in the order of the stores. */
    public void simulateDay(Consumer<StoreDay> receiver) {
        TradingDay day = TradingDay.of(next, holidays, months);
        for (Weather region : regions) {
            region.advanceTo(day.number());
        }
        for (Store store : stores) {
            receiver.accept(store.trade(day));
        }
        next = next.plusDays(1);
    }

    /**
     * Hands out what is known of a day in advance: for each store a reading of the covariates alone. Asking changes nothing.
     */
    public void plan(LocalDate date, Consumer<Reading> receiver) {
        TradingDay day = TradingDay.of(date, holidays, months);
        for (Store store : stores) {
            receiver.accept(store.plan(day));
        }
    }
}
