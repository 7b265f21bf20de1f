package io.undercurrent.stream.layout.packing;

/**
 * A code for numbers near zero that follows their size: the lowest bits of a number as they are, and what is above them as so many ones
 * and a zero (Rice 1979). How many bits are the lowest follows from the mean size of the numbers before (Weinberger, Seroussi, Sapiro
 * 2000), so that nobody needs to write it. Writer and reader begin with a new one each and go through the same numbers.
 */
final class RiceCode {

    /** As many ones as that mean that a number stands in its own width. */
    private static final int ESCAPE = 20;

    /** Numbers after which the older half counts half. */
    private static final int MEMORY = 16;

    /** Keeps the sum from overflowing. */
    private static final long MOST = 1L << 50;

    private long sum;
    private int count = 1;

    /**
     * @param size about that of the first numbers
     */
    private RiceCode(long size) {
        sum = size;
    }

    /** A code for each of some columns. */
    static RiceCode[] of(int columns, long size) {
        RiceCode[] codes = new RiceCode[columns];
        for (int column = 0; column < columns; column++) {
            codes[column] = new RiceCode(size);
        }
        return codes;
    }

    void write(long value, BitWriter bits) {
        long size = value << 1 ^ value >> Long.SIZE - 1;
        int low = low();
        long above = size >>> low;
        if (above < ESCAPE) {
            // Ones, the zero that ends them, then the lowest bits.
            int ones = (int) above + 1;
            if (ones + low <= BitWriter.WORD) {
                bits.write((1L << above) - 1 | (size & (1L << low) - 1) << ones, ones + low);
            } else {
                bits.write((1L << above) - 1, ones);
                bits.write(size, low);
            }
        } else {
            bits.write((1L << ESCAPE) - 1, ESCAPE);
            bits.writeOne(value);
        }
        note(size);
    }

    long read(BitReader bits) {
        long size = bits.readOnesAndLow(ESCAPE, low());
        if (size < 0) {
            long value = bits.readOne();
            size = value << 1 ^ value >> Long.SIZE - 1;
        }
        note(size);
        return size >>> 1 ^ -(size & 1);
    }

    private int low() {
        // Shifted by that, the count has as many binary digits as the sum.
        int low = Math.max(0, Long.numberOfLeadingZeros(count) - Long.numberOfLeadingZeros(sum));
        // Where it is not less than the sum then, one less. Without a branch, which could not be predicted.
        long less = ((long) count << low) - sum >>> Long.SIZE - 1;
        return Math.max(0, low - 1 + (int) less);
    }

    private void note(long size) {
        sum += size < 0 ? MOST : Math.min(size, MOST);
        count++;
        if (count == MEMORY) {
            sum >>= 1;
            count >>= 1;
        }
    }
}
