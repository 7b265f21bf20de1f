package io.undercurrent.stream.bundle;

import java.io.Serializable;
import java.time.Duration;
import java.util.Objects;

/**
 * When a bundle is stepped, whatever comes first: a step of the network costs far less in company than alone, and
 * waiting for company costs time.
 *
 * @param size updates gathered
 * @param delay time since the first of them
 */
public record BundleLimits(int size, Duration delay) implements Serializable {

    private static final int LARGEST = 65_536;

    /** Enough company to make a step cheap, of which more is no faster, and a delay that nobody notices in daily data. */
    public static final BundleLimits DEFAULT = new BundleLimits(256, Duration.ofMillis(50));

    public BundleLimits {
        Objects.requireNonNull(delay, "delay");
        if (size < 1 || size > LARGEST) {
            throw new IllegalArgumentException("bundle size: expected 1 to " + LARGEST + ", but got " + size);
        }
        if (delay.toMillis() < 1) {
            throw new IllegalArgumentException("bundle delay: expected at least 1 ms, but got " + delay);
        }
    }
}
