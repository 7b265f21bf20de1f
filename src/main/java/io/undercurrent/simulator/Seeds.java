package io.undercurrent.simulator;

import java.util.SplittableRandom;

/** Random numbers for one purpose and one subject, independent of those for any other. */
final class Seeds {

    private Seeds() {}

    /** Numbers for a subject, such as a store. */
    static SplittableRandom random(long seed, Purpose purpose, long subject) {
        return new SplittableRandom(mix(mix(mix(seed) ^ purpose.ordinal()) ^ subject));
    }

    /** A uniform number in [0, 1) that belongs to a subject and an occasion, whenever it is asked for. */
    static double uniform(long seed, Purpose purpose, long subject, long occasion) {
        return (mix(mix(mix(mix(seed) ^ purpose.ordinal()) ^ subject) ^ occasion) >>> 11) * 0x1p-53;
    }

    /** What random numbers are drawn for. */
    enum Purpose {
        CLIMATE,
        WEATHER,
        PROFILE,
        TRADE,
        PROMOTION_HELD,
        PROMOTION_START,
        PROMOTION_LENGTH,
        TRANSPORT,
        CORRUPTION,
        KIND,
        MONTHS
    }

    /** The finaliser of SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014). */
    private static long mix(long value) {
        long mixed = value + 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
