package io.undercurrent.dashboard.state.day;

import java.util.BitSet;

/**
 * About how many different keys came, in 128 KiB whatever their number: linear counting by Whang, Vander-Zanden and Taylor (1990).
 * Within a percent or so up to a few million.
 */
public final class DistinctCount {

    private static final int BITS = 1 << 20;

    private final BitSet seen = new BitSet(BITS);

    public void add(String key) {
        int hash = key.hashCode();
        // Spreads the few bits by which the hashes of similar texts differ (the finaliser of MurmurHash3).
        hash = (hash ^ (hash >>> 16)) * 0x85EBCA6B;
        hash = (hash ^ (hash >>> 13)) * 0xC2B2AE35;
        seen.set((hash ^ (hash >>> 16)) & (BITS - 1));
    }

    public long estimate() {
        int empty = BITS - seen.cardinality();
        return Math.round(-BITS * Math.log(Math.max(1, empty) / (double) BITS));
    }
}
