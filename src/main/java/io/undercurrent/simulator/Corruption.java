package io.undercurrent.simulator;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.regex.Pattern;

/**
 * Corrupts messages in the ways that occur in practice. A corrupt message is never a valid reading, so their number is
 * the expected number of rejections.
 */
public final class Corruption {

    private static final Pattern DATE = Pattern.compile("\"date\":\"(\\d{4})-\\d\\d-\\d\\d\"");
    private static final Pattern NUMBER = Pattern.compile(":-?[0-9][0-9.eE+-]*");

    private final double probability;
    private final SplittableRandom random;
    private long corrupted;

    private enum Kind {
        TRUNCATED,
        NO_TEXT,
        IMPOSSIBLE_DATE,
        KEY_FORGOTTEN,
        TEXT_FOR_NUMBER,
        NUMBER_TOO_LARGE
    }

    public Corruption(FaultOptions options, long seed) {
        this.probability = options.corrupt();
        this.random = Seeds.random(seed, Seeds.Purpose.CORRUPTION, 0);
    }

    /**
     * Corrupts a message with the given probability.
     *
     * @param message a reading in JSON with at least one number, not changed
     */
    public byte[] mayCorrupt(byte[] message) {
        if (random.nextDouble() >= probability) {
            return message;
        }
        corrupted++;
        String text = new String(message, StandardCharsets.UTF_8);
        return switch (Kind.values()[random.nextInt(Kind.values().length)]) {
            case TRUNCATED -> Arrays.copyOf(message, random.nextInt(1, message.length));
            case NO_TEXT -> {
                byte[] noise = new byte[message.length];
                random.nextBytes(noise);
                noise[0] = (byte) 0xFF; // No text in UTF-8 holds this byte.
                yield noise;
            }
            case IMPOSSIBLE_DATE -> bytes(DATE.matcher(text).replaceFirst("\"date\":\"$1-02-30\""));
            case KEY_FORGOTTEN -> bytes(text.replaceFirst("\"key\":", "\"\":"));
            case TEXT_FOR_NUMBER -> bytes(NUMBER.matcher(text).replaceFirst(":\"n/a\""));
            case NUMBER_TOO_LARGE -> bytes(NUMBER.matcher(text).replaceFirst(":1e999"));
        };
    }

    /** Number of messages spoilt so far. */
    public long corrupted() {
        return corrupted;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
