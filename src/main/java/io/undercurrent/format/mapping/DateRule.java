package io.undercurrent.format.mapping;

import java.io.Serializable;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;

/**
 * Where the day stands and how it is written.
 *
 * @param field of the day
 * @param form one of those that {@link DateReader} names, or a pattern of {@link java.time.format.DateTimeFormatter}; null where it is as
 *     Kafka Connect's schema says or, without one, an ISO date
 * @param zone the time zone that decides of which day a moment is
 */
public record DateRule(String field, String form, ZoneId zone) implements Serializable {

    /**
     * @throws IllegalArgumentException if the form is none of those and no pattern
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
