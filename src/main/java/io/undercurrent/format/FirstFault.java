package io.undercurrent.format;

import io.undercurrent.series.Rejection;
import io.undercurrent.series.Rejection.Reason;

/** Of all that is wrong with a message, what stands first in {@link Reason}, so that the verdict does not depend on the order of its fields. */
public final class FirstFault {

    private Rejection fault;

    /** Makes it ready for another message. */
    public void clear() {
        fault = null;
    }

    /** Takes in what is wrong. */
    public void note(Reason reason, String detail) {
        if (fault == null || reason.compareTo(fault.reason()) < 0) {
            fault = new Rejection(reason, detail);
        }
    }

    /** Takes in what was found wrong elsewhere; null for nothing. */
    public void note(Rejection other) {
        if (other != null) {
            note(other.reason(), other.detail());
        }
    }

    /** What is wrong; null where nothing is. */
    public Rejection rejection() {
        return fault;
    }
}
