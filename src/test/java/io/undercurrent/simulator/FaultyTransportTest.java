package io.undercurrent.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.format.ReadingParser;
import io.undercurrent.format.ReadingWriter;
import io.undercurrent.series.Reading;
import io.undercurrent.series.Rejection;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FaultyTransportTest {

    private static final int DAYS = 400;
    private static final int STORES = 20;
    private static final long SEED = 3;

    @Test
    void withoutFaultsNothingHappens() {
        List<Reading> sent = new ArrayList<>();
        List<Reading> arrived = new ArrayList<>();
        send(FaultOptions.NONE, sent, arrived, new HashMap<>());
        assertEquals(sent, arrived);
    }

    @Test
    void keepsAnExactAccount() {
        FaultOptions options = new FaultOptions(0.05, 0.03, 0.1, 0);
        List<Reading> sent = new ArrayList<>();
        List<Reading> arrived = new ArrayList<>();
        Map<Reading, LocalDate> arrivals = new HashMap<>();
        FaultyTransport.Account account = send(options, sent, arrived, arrivals);

        Map<Reading, Integer> times = new LinkedHashMap<>();
        sent.forEach(reading -> times.put(reading, 0));
        arrived.forEach(reading -> times.merge(reading, 1, Integer::sum));
        assertEquals(sent.size(), times.size());
        assertEquals(sent.size(), account.accepted());
        assertEquals(times.values().stream().filter(n -> n == 0).count(), account.lost());
        assertEquals(times.values().stream().filter(n -> n == 2).count(), account.doubled());
        assertEquals(times.values().stream().filter(n -> n > 2).count(), 0);
        assertEquals(arrived.size(), account.delivered());
        assertEquals(account.accepted() - account.lost() + account.doubled(), account.delivered());

        long late = arrivals.entrySet().stream()
                .filter(arrival -> {
                    long days =
                            arrival.getValue().toEpochDay() - arrival.getKey().day();
                    assertTrue(days >= 0 && days <= FaultyTransport.LATEST_DAYS, arrival + " took " + days + " days");
                    return days > 0;
                })
                .count();
        assertEquals(late, account.late());

        assertShare(0.05, account.lost(), account.accepted());
        assertShare(0.95 * 0.1, account.late(), account.accepted());
        assertShare(0.95 * 0.9 * 0.03, account.doubled(), account.accepted());
    }

    @Test
    void aSpoiltMessageIsNeverAReadingAndAnyOtherIsUntouched() {
        FaultOptions options = new FaultOptions(0, 0, 0, 0.3);
        Corruption corruption = new Corruption(options, SEED);
        ReadingWriter writer = new ReadingWriter(Simulator.COLUMNS);
        ReadingParser parser = new ReadingParser(Simulator.COLUMNS);
        Simulator simulator = new Simulator(new SimulatorOptions(STORES, LocalDate.of(2024, 1, 1), SEED));
        long[] rejected = {0};
        Set<Rejection.Reason> reasons = EnumSet.noneOf(Rejection.Reason.class);
        for (int day = 0; day < DAYS; day++) {
            simulator.simulateDay(storeDay -> {
                byte[] message = writer.write(storeDay.reading());
                byte[] arrived = corruption.mayCorrupt(message);
                String text = new String(arrived, StandardCharsets.UTF_8);
                if (parser.parse(arrived) instanceof ReadingParser.Refused refused) {
                    rejected[0]++;
                    reasons.add(refused.rejection().reason());
                } else {
                    assertSame(message, arrived, text);
                    assertInstanceOf(ReadingParser.Accepted.class, parser.parse(arrived), text);
                }
            });
        }
        assertEquals(corruption.corrupted(), rejected[0], "seed " + SEED);
        assertShare(0.3, corruption.corrupted(), DAYS * STORES);
        assertEquals(
                EnumSet.of(
                        Rejection.Reason.NOT_JSON,
                        Rejection.Reason.IMPOSSIBLE_DATE,
                        Rejection.Reason.MISSING_KEY,
                        Rejection.Reason.NOT_A_NUMBER,
                        Rejection.Reason.NOT_FINITE),
                reasons);
    }

    @Test
    void refusesWhatIsNoProbability() {
        assertEquals(
                "late: expected a probability from 0 to 1, but got 1.5",
                assertThrows(IllegalArgumentException.class, () -> new FaultOptions(0, 0, 1.5, 0))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> new FaultOptions(Double.NaN, 0, 0, 0));
    }

    private static FaultyTransport.Account send(
            FaultOptions options, List<Reading> sent, List<Reading> arrived, Map<Reading, LocalDate> arrivals) {
        Simulator simulator = new Simulator(new SimulatorOptions(STORES, LocalDate.of(2024, 1, 1), SEED));
        LocalDate[] today = new LocalDate[1];
        FaultyTransport transport = new FaultyTransport(options, SEED, reading -> {
            arrived.add(reading);
            arrivals.put(reading, today[0]);
        });
        for (int day = 0; day < DAYS; day++) {
            today[0] = simulator.nextDate();
            simulator.simulateDay(storeDay -> {
                sent.add(storeDay.reading());
                transport.accept(storeDay.reading());
            });
            transport.endDay();
        }
        for (int day = 0; day < FaultyTransport.LATEST_DAYS; day++) {
            today[0] = today[0].plusDays(1);
            transport.endDay();
        }
        return transport.account();
    }

    private static void assertShare(double probability, long count, long of) {
        double error = Math.sqrt(probability * (1 - probability) / of);
        assertEquals(probability, (double) count / of, 5 * error, count + " of " + of + ", seed " + SEED);
    }
}
