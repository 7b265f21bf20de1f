package io.undercurrent.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.format.ReadingFormat.Accepted;
import io.undercurrent.format.ReadingFormat.Refused;
import io.undercurrent.format.ReadingFormat.Result;
import io.undercurrent.series.Reading;
import io.undercurrent.series.Rejection.Reason;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Nothing vanishes: each of many damaged messages becomes readings, rejections, or is counted, and readings are sound. {@code
 * -Dmutations=100000} looks longer than a build does.
 */
public final class MutatedMessages {

    /** Messages of each format. */
    public static final int COUNT = Integer.getInteger("mutations", 10_000);

    private static final long SEED = 20250318;

    private MutatedMessages() {}

    /**
     * Reads mutations of messages, or of their key in every fourth case.
     *
     * @param fixed how many of the first bytes of messages stay as they are
     * @param expected a reason that some must be refused for
     */
    public static void allHaveResults(
            ReadingFormat format, byte[] key, List<byte[]> messages, int fixed, Reason expected) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
        Set<Reason> reasons = EnumSet.noneOf(Reason.class);
        int accepted = 0;
        int refused = 0;
        int counted = 0;
        for (int i = 0; i < COUNT; i++) {
            byte[] intact = messages.get(random.nextInt(messages.size()));
            boolean ofKey = random.nextInt(4) == 0;
            byte[] value = ofKey ? intact : Mutations.mutate(intact, fixed, random);
            byte[] spoiltKey = ofKey ? Mutations.mutate(key, random) : key;
            String context =
                    "seed " + SEED + ", mutation " + i + ": " + (value == null ? null : new String(value, UTF_8));
            List<Result> results;
            try {
                results = format.read(new Message(spoiltKey, value, Map.of()));
            } catch (RuntimeException | StackOverflowError failure) {
                throw new AssertionError(context, failure);
            }
            assertTrue(!results.isEmpty(), context);
            for (Result result : results) {
                if (result instanceof Accepted reading) {
                    assertSound(reading, context);
                }
            }
            if (results.stream().anyMatch(Accepted.class::isInstance)) {
                accepted++;
            } else if (results.get(0) instanceof Refused refusal) {
                refused++;
                reasons.add(refusal.rejection().reason());
            } else {
                counted++;
            }
        }
        assertEquals(COUNT, accepted + refused + counted);
        // The mutations are of use only if they reach most of the rules.
        assertTrue(
                accepted > COUNT / 100 && reasons.size() >= 3 && reasons.contains(expected),
                accepted + " accepted, " + reasons);
    }

    private static void assertSound(Accepted accepted, String context) {
        assertTrue(!accepted.reading().key().isEmpty(), context);
        int year = accepted.reading().date().getYear();
        assertTrue(year >= 1 && year <= 9999, context);
        for (double value : accepted.reading().values()) {
            assertTrue(Double.isNaN(value) || value == Reading.RETRACTED || Float.isFinite((float) value), context);
        }
    }
}
