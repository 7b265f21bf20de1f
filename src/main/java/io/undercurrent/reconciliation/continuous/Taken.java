package io.undercurrent.reconciliation.continuous;

/** What becomes of a forecast or score that came. */
public enum Taken {
    /** It is held, and changes something. */
    CHANGED,
    /** It says what was known. */
    UNCHANGED,
    /** One that was written later is there already. */
    OUTDATED,
    /** Its day is closed. */
    TOO_LATE
}
