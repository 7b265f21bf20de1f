package io.undercurrent.job.source;

import io.undercurrent.series.Label;

/** What a job does if its checkpoint belongs to another topic of the same name. */
public enum NewTopic {
    /** It ends with an error. */
    REFUSE,
    /** It keeps the state of its series and reads the new topic from its first message on. */
    READ_FROM_START;

    @Override
    public String toString() {
        return Label.of(this);
    }
}
