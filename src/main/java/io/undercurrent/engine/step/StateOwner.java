package io.undercurrent.engine.step;

import io.undercurrent.engine.window.Term;

/**
 * Whose hidden states are: states of another model look much the same and mean something else, and those of one model differ with the
 * day on which it began.
 *
 * @param model the first 64 bits of the checksum of its file
 * @param from the first origin of its term
 */
public record StateOwner(long model, int from) {

    /** Of states that an earlier release kept, which did not say whose they are. */
    public static final StateOwner UNNAMED = new StateOwner(0, Term.EVER);

    private static final int DIGITS = 16;
    private static final int HEXADECIMAL = 16;

    /**
     * @param checksum of the model's file, in hexadecimal digits
     */
    public static StateOwner of(String checksum, int from) {
        return new StateOwner(Long.parseUnsignedLong(checksum.substring(0, DIGITS), HEXADECIMAL), from);
    }
}
