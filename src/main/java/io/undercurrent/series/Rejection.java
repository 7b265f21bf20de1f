package io.undercurrent.series;

import java.util.Objects;

/**
 * Why an input record could not become a reading of its series.
 *
 * @param reason the code, for counting and filtering
 * @param detail one sentence for a person: what was expected and what came
 */
public record Rejection(Reason reason, String detail) {

    /** The codes. They are part of the data contract: a code is never given another meaning. */
    public enum Reason {
        /** The record has no value at all. */
        EMPTY_MESSAGE,
        /** The record is longer than 1 MiB. */
        MESSAGE_TOO_LARGE,
        /** The bytes are not one JSON object in UTF-8. */
        NOT_JSON,
        /** A field of the contract stands more than once. */
        DUPLICATE_FIELD,
        /** The record has not the envelope that the format of the topic says. */
        NO_ENVELOPE,
        /** The record says that a row was deleted, and nothing can be taken back for it. */
        DELETED,
        /** There is no field for the key, or it is null. */
        MISSING_KEY,
        /** The key is a number, an object or anything else but a text. */
        KEY_NOT_TEXT,
        /** The key is the empty text. */
        EMPTY_KEY,
        /** A part of a key of several fields has the text that stands between them. */
        KEY_WITH_SEPARATOR,
        /** The key is longer than 1 KiB in UTF-8. */
        KEY_TOO_LONG,
        /** There is no field for the date, or it is null. */
        MISSING_DATE,
        /** The date is a number, an object or anything else where a text was expected. */
        DATE_NOT_TEXT,
        /** The date is no day of the calendar in the form that was expected. */
        IMPOSSIBLE_DATE,
        /** A value is neither a number nor null. */
        NOT_A_NUMBER,
        /** A value is NaN, infinite, or too large for a float. */
        NOT_FINITE,
        /** None of the configured values is mentioned. */
        NO_VALUES,
        /** The day is older than the window can still take in. */
        TOO_LATE,
        /** Covariates alone, for a day farther ahead than the window reaches, or for a series that never began. */
        TOO_EARLY,
        /** The day is farther ahead of the clock than a reading may be dated. */
        FUTURE_DATE,
        /**
         * The day, or that of a message that this one came with, is more than a window after the newest of the series, and no
         * reading of another day confirmed it.
         */
        UNCONFIRMED_JUMP;

        /** The name in records and metrics, such as {@code not-json}. */
        public String code() {
            return Label.of(this);
        }
    }

    public Rejection {
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(detail, "detail");
    }
}
