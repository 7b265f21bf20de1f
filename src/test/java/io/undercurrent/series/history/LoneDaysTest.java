package io.undercurrent.series.history;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.undercurrent.series.Reading;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LoneDaysTest {

    private static final float ABSENT = Float.NaN;
    private static final int YEAR_2024 = day(2024, 1, 1);

    private static int day(int year, int month, int day) {
        return Math.toIntExact(LocalDate.of(year, month, day).toEpochDay());
    }

    private static SortedSet<Integer> days(IntStream... parts) {
        SortedSet<Integer> days = new TreeSet<>();
        for (IntStream part : parts) {
            part.forEach(days::add);
        }
        return days;
    }

    private static void add(HistoryBuilder builder, String key, int first, int days) {
        for (int day = first; day < first + days; day++) {
            builder.add(new Reading(key, day, new double[] {1, 0}));
        }
    }

    @Test
    void areFewBehindAGap() {
        assertEquals(
                Set.of(-5000, 900, 901), LoneDays.of(days(IntStream.range(0, 300), IntStream.of(-5000, 900, 901)), 90));
        assertEquals(Set.of(), LoneDays.of(days(IntStream.range(0, 300), IntStream.of(-90, 389)), 90));
        assertEquals(Set.of(), LoneDays.of(days(), 90));
    }

    @Test
    void areNoneWhereSoManyBelongTogetherOrTheOthersAreFewToo() {
        assertEquals(Set.of(), LoneDays.of(days(IntStream.range(0, 300), IntStream.range(5000, 5014)), 90));
        // Sold once a year: no date is more right than the others.
        assertEquals(Set.of(), LoneDays.of(days(IntStream.iterate(0, i -> i < 3650, i -> i + 365)), 90));
        assertEquals(Set.of(), LoneDays.of(days(IntStream.range(0, 50), IntStream.range(500, 505)), 90));
    }

    @Test
    void areTakenOutOfAllSeriesInAnyOrderOfReadings() {
        HistoryBuilder builder = new HistoryBuilder(2);
        // Dates that stand for none come first here, and one series has no other.
        for (String key : List.of("b", "a", "only")) {
            builder.add(new Reading(key, day(1, 1, 1), new double[] {0, 0}));
        }
        add(builder, "b", YEAR_2024, 300);
        add(builder, "a", YEAR_2024, 300);
        builder.add(new Reading("a", day(9999, 12, 31), new double[] {7, 1}));
        List<Reading> lone = builder.takeOutLoneDays(1);
        assertEquals(
                List.of("a 0001-01-01", "a 9999-12-31", "b 0001-01-01", "only 0001-01-01"),
                lone.stream()
                        .map(reading -> reading.key() + " " + reading.date())
                        .toList());
        assertEquals(7, lone.get(1).values()[0]);
        List<History> histories = builder.build();
        assertEquals(List.of("a", "b"), histories.stream().map(History::key).toList());
        assertEquals(YEAR_2024, histories.get(0).firstDay());
        assertEquals(300, histories.get(0).days());
        assertEquals(List.of(), builder.takeOutLoneDays(1));
    }

    @Test
    void ofOneSeriesAreYearsAwayFromItsOthers() {
        HistoryBuilder builder = new HistoryBuilder(2);
        add(builder, "old", day(1990, 1, 1), 12_000);
        add(builder, "new", YEAR_2024 - 1000, 300);
        // Rests for a year, as a shop under repair does.
        add(builder, "new", YEAR_2024 - 330, 5);
        builder.add(new Reading("new", day(1991, 5, 5), new double[] {1, 0}));
        // What is known ahead of covariates says nothing of dates.
        builder.add(new Reading("old", YEAR_2024 + 2000, new double[] {ABSENT, 1}));
        List<Reading> lone = builder.takeOutLoneDays(1);
        assertEquals(1, lone.size());
        assertEquals("1991-05-05", lone.get(0).date().toString());
    }
}
