package io.undercurrent.stream.bundle;

import java.io.Serializable;
import java.time.Duration;
import java.util.Objects;

/**
 * Limits of a bundle; it runs when the first is reached. Stepping many series at once costs far less for each, but
 * waiting for more updates costs time.
 *
 * @param size number of updates
 * @param delay time since the first update
 */
public record BundleLimits(int size, Duration delay) implements Serializable {

    private static final int LARGEST = 65_536;

    /** 256 updates, beyond which steps are not faster, and a delay that does not matter for daily data. */
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
