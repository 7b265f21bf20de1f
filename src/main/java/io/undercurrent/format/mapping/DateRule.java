package io.undercurrent.format.mapping;

import io.undercurrent.format.fields.DateReader;
import java.io.Serializable;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;

/**
 * Where to find the day and how it is written.
 *
 * @param field of the day
 * @param form one of those that {@link DateReader} names, or a pattern of {@link java.time.format.DateTimeFormatter};
 *     null for the form in Kafka Connect's schema or, without a schema, an ISO date
 * @param zone the time zone in which
 *     moments are converted to days
 */
public record DateRule(String field, String form, ZoneId zone) implements Serializable {

    /**
     * @throws IllegalArgumentException if the form is not known and not a valid pattern
     */
    public DateRule {
        Objects.requireNonNull(field, "field");
        Objects.requireNonNull(zone, "zone");
        DateReader.of(form == null ? DateReader.ISO_DATE : form, zone);
    }

    static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException unknown) {
            throw new IllegalArgumentException(
                    "zone: expected a time zone such as UTC, +01:00 or Europe/Berlin, but got '" + name + "'", unknown);
        }
    }

    /** Reads days in the form that is stated, else in that of a schema, else ISO dates. */
    public DateReader reader(Optional<String> ofSchema) {
        return DateReader.of(form == null ? ofSchema.orElse(DateReader.ISO_DATE) : form, zone);
    }
}
