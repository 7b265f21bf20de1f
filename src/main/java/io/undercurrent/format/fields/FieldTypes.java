package io.undercurrent.format.fields;

import java.util.List;
import java.util.Optional;

/**
 * What a schema says of fields. One instance stands for one schema, and equals no other: callers may keep its answers for as long as they
 * meet that instance.
 */
public interface FieldTypes {

    /** Says nothing. */
    FieldTypes NONE = new FieldTypes() {
        @Override
        public Optional<String> dateForm(List<String> path) {
            return Optional.empty();
        }

        @Override
        public Optional<Integer> scale(List<String> path) {
            return Optional.empty();
        }
    };

    /** The form of the dates of a field, as {@link DateReader} names it; empty where the type says none. */
    Optional<String> dateForm(List<String> path);

    /** Digits after the point of a field whose texts are the bytes of a whole number in base 64; empty where it is none. */
    Optional<Integer> scale(List<String> path);
}
