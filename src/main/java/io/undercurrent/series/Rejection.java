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
        /** The record names no schema, or one that the registry does not know or that cannot be used. */
        NO_SCHEMA,
        /** The bytes are not what their schema says. */
        NOT_DECODABLE,
        /** A field of the contract occurs more than once. */
        DUPLICATE_FIELD,
        /** The record lacks the envelope that the topic's format requires. */
        NO_ENVELOPE,
        /** The record reports a deleted row but holds too little to take its values back. */
        DELETED,
        /** The field of the key is missing or null. */
        MISSING_KEY,
        /** The key is a number, an object or anything else but a text. */
        KEY_NOT_TEXT,
        /** The key is the empty text. */
        EMPTY_KEY,
        /** The key is built from several fields, and one of them contains the separator. */
        KEY_WITH_SEPARATOR,
        /** The key is longer than 1 KiB in UTF-8. */
        KEY_TOO_LONG,
        /** The field of the date is missing or null. */
        MISSING_DATE,
        /** The date is a number, an object or anything else where a text was expected. */
        DATE_NOT_TEXT,
        /** The date does not exist in the calendar or is not in the expected format. */
        IMPOSSIBLE_DATE,
        /** A value is neither a number nor null. */
        NOT_A_NUMBER,
        /** A value is NaN, infinite, or too large for a float. */
        NOT_FINITE,
        /** The record contains none of the configured values. */
        NO_VALUES,
        /** The day is older than the allowed lateness. */
        TOO_LATE,
        /** Only covariates, for a day farther ahead than the window holds or for a series without any reading yet. */
        TOO_EARLY,
        /** The day is farther ahead of the message's time than allowed. */
        FUTURE_DATE,
        /**
         * The day is more than a window after the newest day of the series, and no reading of another day confirmed the
         * jump. Readings that were held back together with such a reading are rejected too.
         */
        UNCONFIRMED_JUMP,
        /** The message is no forecast or score that a job on the topics of results can use. */
        NOT_A_RESULT,
        /** The forecast has other targets, quantiles or days ahead than those that a job makes add up. */
        OTHER_SHAPE;

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
