package io.undercurrent.exchange;

import java.util.Objects;

/**
 * A part of an imported network that is not supported, and why.
 *
 * @param part as its file names it, such as {@code bidirectional_1 (Bidirectional)}
 * @param reason such as {@code reads the sequence in both directions, and a stream has but one}
 */
public record Refusal(String part, String reason) {

    public Refusal {
        Objects.requireNonNull(part, "part");
        Objects.requireNonNull(reason, "reason");
    }

    @Override
    public String toString() {
        return part + ": " + reason;
    }
}
