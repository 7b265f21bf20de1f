package io.undercurrent.format;

import io.undercurrent.series.Rejection;
import io.undercurrent.series.Rejection.Reason;

/**
 * Collects the errors of a message and keeps the one that comes first in {@link Reason}, so that the reason does not
 * depend on the order of fields.
 */
public final class FirstFault {

    private Rejection fault;

    /** Makes it ready for another message. */
    public void clear() {
        fault = null;
    }

    /** Records an error. */
    public void note(Reason reason, String detail) {
        if (fault == null || reason.compareTo(fault.reason()) < 0) {
            fault = new Rejection(reason, detail);
        }
    }

    /** Records an error found elsewhere; null for none. */
    public void note(Rejection other) {
        if (other != null) {
            note(other.reason(), other.detail());
        }
    }

    /** The error; null if there is none. */
    public Rejection rejection() {
        return fault;
    }
}
