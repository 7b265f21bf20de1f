package io.undercurrent.dashboard.feed;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds the flags among the fields of readings, such as a promotion or a holiday: numbers that are 0 or 1. Forecasts do not name them,
 * and a reading may carry what is no flag and no target either.
 *
 * <p>Keeps working memory between messages: one finder serves one thread.
 */
final class FlagFinder {

    /** Names that are remembered; a topic with more fields than that has no flags that one could look at. */
    private static final int MOST_NAMES = 256;

    private final JsonFactory json = JsonFactory.builder()
            .recyclerPool(JsonRecyclerPools.newBoundedPool(1))
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    /** Names of which it is known what they are. */
    private final Set<String> known = new HashSet<>();

    /** Says of names that it is known what they are. */
    void know(Collection<String> names) {
        known.addAll(names);
    }

    /** Names of the fields of a message that look like raised flags and were not found before; none in what is no JSON object. */
    List<String> find(byte[] message) {
        List<String> found = new ArrayList<>();
        if (message == null || known.size() >= MOST_NAMES) {
            return found;
        }
        try (JsonParser parser = json.createParser(message)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return found;
            }
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                JsonToken token = parser.nextToken();
                if (token.isStructStart()) {
                    parser.skipChildren();
                } else if (token.isNumeric() && !known.contains(name)) {
                    double value = parser.getDoubleValue();
                    if (value == 1) {
                        found.add(name);
                    }
                    if (value != 0) {
                        known.add(name);
                    }
                }
            }
        } catch (IOException malformed) {
            // Whoever parses the message says so; what was found before that place is as good as from another message.
            return found;
        }
        return found;
    }
}
