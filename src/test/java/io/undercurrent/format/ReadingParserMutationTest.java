package io.undercurrent.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.undercurrent.format.ReadingFormat.Accepted;
import io.undercurrent.format.ReadingFormat.Refused;
import io.undercurrent.series.Columns;
import io.undercurrent.series.Reading;
import io.undercurrent.series.Rejection.Reason;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class ReadingParserMutationTest {

    private static final int MUTATIONS = 100_000;
    private static final long SEED = 20250318;

    private final ObjectMapper tree = new ObjectMapper();

    @Test
    void everyMutationIsAReadingOrARejection() throws Exception {
        Columns columns = new Columns(List.of("temperature", "sales"), List.of("promotion"));
        ReadingWriter writer = new ReadingWriter(columns);
        ReadingParser parser = new ReadingParser(columns);
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
        Map<Reason, Integer> reasons = new EnumMap<>(Reason.class);
        int accepted = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            Reading reading = Reading.of(
                    "store-" + random.nextInt(100),
                    LocalDate.of(2025, 1, 1).plusDays(random.nextInt(1000)),
                    random.nextFloat() * 30,
                    random.nextInt(500),
                    random.nextBoolean() ? 1 : Double.NaN);
            byte[] message = Mutations.mutate(writer.write(reading), random);
            String context = "seed " + SEED + ", mutation " + i + ": " + show(message);
            ReadingParser.Result result;
            try {
                result = parser.parse(message);
            } catch (RuntimeException | StackOverflowError failure) {
                throw new AssertionError(context, failure);
            }
            if (result instanceof Accepted taken) {
                accepted++;
                assertSameAsTree(message, taken.reading(), columns, context);
            } else if (result instanceof Refused refused) {
                reasons.merge(refused.rejection().reason(), 1, Integer::sum);
            }
        }
        assertEquals(
                MUTATIONS,
                accepted + reasons.values().stream().mapToInt(Integer::intValue).sum());
        // The mutations are of use only if they reach most of the rules.
        assertTrue(accepted > 1000 && reasons.size() >= 10, "seed " + SEED + ": " + accepted + " accepted, " + reasons);
    }

    /** Jackson's tree, built without any code of ours, is the oracle. */
    private void assertSameAsTree(byte[] message, Reading reading, Columns columns, String context) throws Exception {
        JsonNode node = tree.readTree(message);
        assertEquals(node.get("key").textValue(), reading.key(), context);
        assertEquals(node.get("date").textValue(), reading.date().toString(), context);
        for (int column = 0; column < columns.count(); column++) {
            JsonNode value = node.get(columns.name(column));
            double expected = value == null || value.isNull()
                    ? Double.NaN
                    : value.decimalValue().doubleValue();
            double actual = reading.values()[column];
            assertTrue(
                    Double.isNaN(expected) && Double.isNaN(actual) || Math.abs(expected - actual) <= Math.ulp(expected),
                    context + " at " + columns.name(column));
        }
    }

    private static String show(byte[] message) {
        return message == null ? "null" : new String(message, UTF_8) + " " + Arrays.toString(message);
    }
}
