package io.undercurrent.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Random damage to valid messages: from a single flipped bit to pieces of JSON in the wrong place. */
public final class Mutations {

    private static final String[] PIECES = {
        "{",
        "}",
        "[",
        "]",
        "\"",
        ":",
        ",",
        "\\",
        "\\u0000",
        "\\ud800",
        "null",
        "true",
        "NaN",
        "-Infinity",
        "1e999",
        "-",
        "0",
        "00",
        "9999999999999999999999",
        "\"key\"",
        "\"date\":",
        "\"sales\":1,",
        "\"key\":\"\",",
        "2025-02-30",
        "\u00e9",
        "\uD83C\uDF21",
        "\n",
        "\u0000",
        "[[[[[[[[",
        "{\"a\":{\"b\":"
    };

    private Mutations() {}

    /** The message after one to four random changes; now and then null, for a record without a value. */
    public static byte[] mutate(byte[] message, RandomGenerator random) {
        if (random.nextInt(1000) == 0) {
            return null;
        }
        byte[] bytes = message.clone();
        for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
            bytes = change(bytes, random);
        }
        return bytes;
    }

    /** The same with the first bytes left as they are. */
    static byte[] mutate(byte[] message, int fixed, RandomGenerator random) {
        byte[] mutated = mutate(Arrays.copyOfRange(message, fixed, message.length), random);
        return mutated == null ? null : replace(message, fixed, message.length, mutated);
    }

    private static byte[] change(byte[] bytes, RandomGenerator random) {
        int at = random.nextInt(bytes.length + 1);
        int end = at + random.nextInt(Math.min(8, bytes.length - at) + 1);
        switch (random.nextInt(7)) {
            case 0:
                if (bytes.length > 0) {
                    bytes[at % bytes.length] ^= (byte) (1 << random.nextInt(8));
                }
                return bytes;
            case 1:
                if (bytes.length > 0) {
                    bytes[at % bytes.length] = (byte) random.nextInt(256);
                }
                return bytes;
            case 2:
                return replace(bytes, at, end, new byte[0]);
            case 3:
                return replace(bytes, at, at, Arrays.copyOfRange(bytes, at, end));
            case 4:
                return replace(bytes, at, at, piece(random));
            case 5:
                return replace(bytes, at, end, piece(random));
            default:
                return random.nextInt(20) == 0 ? Arrays.copyOf(bytes, at) : replace(bytes, at, at, new byte[] {' '});
        }
    }

    private static byte[] piece(RandomGenerator random) {
        return PIECES[random.nextInt(PIECES.length)].getBytes(UTF_8);
    }

    private static byte[] replace(byte[] bytes, int from, int to, byte[] insert) {
        byte[] result = new byte[bytes.length - (to - from) + insert.length];
        System.arraycopy(bytes, 0, result, 0, from);
        System.arraycopy(insert, 0, result, from, insert.length);
        System.arraycopy(bytes, to, result, from + insert.length, bytes.length - to);
        return result;
    }
}
