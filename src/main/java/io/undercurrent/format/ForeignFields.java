package io.undercurrent.format;

import java.util.HashSet;
import java.util.Set;

/**
 * The fields of a message that are none of the contract's, as far as they tell why those of the contract are missing: Kafka
 * Connect and Debezium put a record inside another, and databases have names in capitals.
 */
final class ForeignFields {

    private static final Set<String> TELLING = Set.of("schema", "payload", "before", "after", "op");

    private final Set<String> contract;
    private final Set<String> seen = new HashSet<>();
    private String otherCase;

    /**
     * @param contract names of the fields that a message should have
     */
    ForeignFields(Set<String> contract) {
        this.contract = contract;
    }

    void clear() {
        seen.clear();
        otherCase = null;
    }

    void add(String name) {
        if (TELLING.contains(name)) {
            seen.add(name);
        } else if (otherCase == null && contract.stream().anyMatch(name::equalsIgnoreCase)) {
            otherCase = name;
        }
    }

    /** What the sender may have to change, to be put after the words that a field is missing; empty where nothing is known. */
    String hint() {
        if (seen.contains("schema") && seen.contains("payload")) {
            return "; the message looks like one of Kafka Connect with its schema around it: read it with"
                    + " --envelope connect";
        }
        if (seen.contains("op") && (seen.contains("before") || seen.contains("after"))) {
            return "; the message looks like a change event of Debezium: read it with --envelope debezium";
        }
        return otherCase == null ? "" : "; there is " + Quotation.of(otherCase) + ", but upper and lower case differ";
    }
}
