package io.undercurrent.bench.job;

import java.util.function.LongSupplier;

/**
 * What two threads of this machine do in the time of one, where they share nothing: no job can do better, and two virtual
 * processors are often less than two.
 */
final class TwoThreads {

    private static final int STEPS = 300_000_000;
    private static final int READS = 10_000_000;

    /** More than caches hold: 128 MiB. */
    private static final int PLACES = 1 << 25;

    /** Makes every place of a ring come up once (Hull and Dobell 1962: odd increment, factor one more than a multiple of 4). */
    private static final int FACTOR = 1_664_525;

    private static final int INCREMENT = 1_013_904_223;

    private static volatile long result;

    private TwoThreads() {}

    /** For numbers that stay in the processor. */
    static double arithmetic() throws InterruptedException {
        return speedUp(TwoThreads::calculate, TwoThreads::calculate);
    }

    /** For reads that each wait for memory. */
    static double memory() throws InterruptedException {
        int[] one = ring();
        int[] other = one.clone();
        return speedUp(() -> follow(one), () -> follow(other));
    }

    private static double speedUp(LongSupplier one, LongSupplier other) throws InterruptedException {
        long start = System.nanoTime();
        result = one.getAsLong();
        long alone = System.nanoTime() - start;
        start = System.nanoTime();
        Thread beside = new Thread(() -> result = other.getAsLong(), "bench-second-thread");
        beside.start();
        result = one.getAsLong();
        beside.join();
        return 2.0 * alone / (System.nanoTime() - start);
    }

    private static long calculate() {
        long bits = 1;
        for (int step = 0; step < STEPS; step++) {
            bits = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L + step;
        }
        return bits;
    }

    /** Each place holds another, and following them leads through all. */
    private static int[] ring() {
        int[] next = new int[PLACES];
        for (int place = 0; place < PLACES; place++) {
            next[place] = (place * FACTOR + INCREMENT) & (PLACES - 1);
        }
        return next;
    }

    private static long follow(int[] next) {
        int place = 0;
        for (int read = 0; read < READS; read++) {
            place = next[place];
        }
        return place;
    }
}
