package io.undercurrent.format;

import com.fasterxml.jackson.core.io.NumberOutput;

/**
 * The shortest decimal text that gives back the same double. Nearly all numbers here have few digits, which are found by one
 * multiplication and proved by one division; only others need the general way (Adams 2018, Giulietti 2020).
 *
 * <p>Holds the text of the last number: one instance a thread.
 */
public final class NumberText {

    private static final double[] POWERS = new double[16];

    static {
        for (int places = 0; places < POWERS.length; places++) {
            POWERS[places] = Double.parseDouble("1e" + places);
        }
    }

    /** What is not smaller, or not larger but for 0, has an exponent in its text. */
    private static final double MOST = 1e15;

    private static final double LEAST = 1e-3;

    /** No two numbers of fifteen digits are the same double, so that one of them is the shortest. */
    private static final double FIFTEEN_DIGITS = 1e15;

    private static final int LONGEST = 24;

    /** A sign, sixteen digits, a point and a zero before it. */
    private final char[] text = new char[LONGEST];

    private int start;

    /** The text of the last number, from {@link #start} to the end. */
    char[] text() {
        return text;
    }

    int start() {
        return start;
    }

    int length() {
        return LONGEST - start;
    }

    /**
     * Writes the text of {@code value} where it has few enough digits.
     *
     * @return whether it has
     */
    boolean put(double value) {
        double size = Math.abs(value);
        if (!(size < MOST && (size >= LEAST || value == 0))) {
            return false;
        }
        for (int places = 0;
                places < POWERS.length && size * POWERS[places] < FIFTEEN_DIGITS;
                places += places == 0 ? 4 : 3) {
            double whole = Math.rint(size * POWERS[places]);
            if (whole / POWERS[places] == size) {
                put((long) whole, places, value < 0);
                return true;
            }
        }
        return false;
    }

    private void put(long whole, int places, boolean negative) {
        long left = whole;
        int decimals = places;
        start = LONGEST;
        for (; decimals > 0 && left % 10 == 0; decimals--) {
            left /= 10;
        }
        for (; decimals > 0; decimals--) {
            left = putDigit(left);
            if (decimals == 1) {
                text[--start] = '.';
            }
        }
        do {
            left = putDigit(left);
        } while (left > 0);
        if (negative) {
            text[--start] = '-';
        }
    }

    private long putDigit(long left) {
        long rest = left / 10;
        text[--start] = (char) ('0' + (left - 10 * rest));
        return rest;
    }

    /** The text of a number. */
    public static String of(double value) {
        NumberText number = new NumberText();
        return number.put(value)
                ? new String(number.text, number.start, number.length())
                : NumberOutput.toString(value, true);
    }
}
