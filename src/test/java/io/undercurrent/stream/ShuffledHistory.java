package io.undercurrent.stream;

import io.undercurrent.series.Reading;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * The history of one series in two forms: clean, with one reading a day in order and announcements as they are made, and
 * as messages that arrive up to the lateness after their day, in pieces, more than once, and wrong before they are right.
 */
final class ShuffledHistory {

    /** No day is before it. */
    static final int FIRST_DAY = 20_000;

    private static final int DAYS = 70;

    /**
     * @param arrival time in days
     */
    record Message(Reading reading, double arrival) {}

    private final String key;
    private final int lateness;
    private final SplittableRandom random;
    private final List<Reading> clean = new ArrayList<>();
    private final List<Message> messages = new ArrayList<>();
    private final Map<Integer, Double> announced = new TreeMap<>();
    private final List<Integer> days = new ArrayList<>();

    ShuffledHistory(String key, int lateness, SplittableRandom random) {
        this.key = key;
        this.lateness = lateness;
        this.random = random;
        makeDays();
        for (int day : days) {
            makeReading(day);
            if (random.nextInt(3) == 0) {
                makeAnnouncement(day);
            }
        }
    }

    List<Reading> clean() {
        return clean;
    }

    List<Message> shuffled() {
        return messages;
    }

    /** Days with gaps, now and then one longer than the window, after which at least two days follow each other. */
    private void makeDays() {
        int day = FIRST_DAY + random.nextInt(7);
        int inARow = 0;
        while (day < FIRST_DAY + DAYS || inARow < 1) {
            days.add(day);
            int kind = inARow < 1 ? 9 : random.nextInt(40);
            inARow++;
            day++;
            if (kind == 0) {
                day += TestModels.WINDOW + random.nextInt(2 * TestModels.WINDOW);
                inARow = 0;
            } else if (kind < 4) {
                day += 1 + random.nextInt(TestModels.WINDOW - 1);
                inARow = day - days.get(days.size() - 1) > TestModels.WINDOW ? 0 : inARow;
            } else if (kind < 8) {
                day++;
            }
        }
        days.add(day);
    }

    private void makeReading(int day) {
        double temperature = 20 + random.nextInt(10);
        double sales = 100 + random.nextInt(50);
        double promotion = random.nextInt(3) == 0 ? Double.NaN : random.nextInt(2);
        List<Reading> pieces = new ArrayList<>();
        double[] whole = {temperature, sales, promotion};
        switch (random.nextInt(6)) {
            case 0 -> {
                Arrays.fill(whole, Double.NaN);
                pieces.add(reading(day, whole));
            }
            case 1 -> {
                pieces.add(reading(day, temperature, Double.NaN, promotion));
                pieces.add(reading(day, Double.NaN, sales, Double.NaN));
            }
            case 2 -> {
                pieces.add(reading(day, temperature + 7, sales, promotion));
                pieces.add(reading(day, temperature + 7, sales, promotion));
                pieces.add(reading(day, temperature, Double.NaN, promotion));
            }
            default -> pieces.add(reading(day, whole));
        }
        if (random.nextInt(4) == 0) {
            pieces.add(pieces.get(pieces.size() - 1));
        }
        clean.add(reading(day, whole));
        List<Double> arrivals = new ArrayList<>();
        for (int piece = 0; piece < pieces.size(); piece++) {
            // Half of the messages come at once.
            arrivals.add(day + (random.nextBoolean() ? 0 : random.nextDouble() * lateness));
        }
        Collections.sort(arrivals);
        for (int piece = 0; piece < pieces.size(); piece++) {
            messages.add(new Message(pieces.get(piece), arrivals.get(piece)));
        }
    }

    /**
     * Announces a day ahead, so that whatever arrives when, the first origin that reaches it may still change and the window
     * reaches it.
     */
    private void makeAnnouncement(int day) {
        int announcedDay = day + 1 + random.nextInt(TestModels.HORIZON);
        int seen = days.stream()
                .filter(d -> d <= day - lateness)
                .reduce((first, second) -> second)
                .orElse(FIRST_DAY);
        if (announced.containsKey(announcedDay) || announcedDay > seen + TestModels.HORIZON + lateness) {
            return;
        }
        double promotion = random.nextInt(2);
        announced.put(announcedDay, promotion);
        Reading announcement = reading(announcedDay, Double.NaN, Double.NaN, promotion);
        clean.add(announcement);
        double latest = Math.min(lateness, announcedDay - TestModels.HORIZON + lateness - day);
        messages.add(new Message(announcement, day + random.nextDouble() * latest));
    }

    private Reading reading(int day, double... values) {
        return new Reading(key, day, values.clone());
    }
}
