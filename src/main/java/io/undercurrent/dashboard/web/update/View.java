package io.undercurrent.dashboard.web.update;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.undercurrent.dashboard.state.SeriesOrders;
import java.io.IOException;

/**
 * What an open page shows and therefore wants to be told.
 *
 * @param query part of the keys in the list; empty for all
 * @param order of the list
 * @param from first line of the list in sight
 * @param count lines of the list in sight
 * @param key the series chosen; null for none
 * @param target the target chosen; null for the first
 * @param origin of the earlier forecast to compare with, counted from 1970-01-01; null for none
 * @param anomalies whether the anomalies of all series are in sight
 * @param rejected whether rejected messages are in sight
 */
public record View(
        String query,
        SeriesOrders.By order,
        int from,
        int count,
        String key,
        String target,
        Integer origin,
        boolean anomalies,
        boolean rejected) {

    public static final View NOTHING = new View("", SeriesOrders.By.NAME, 0, 0, null, null, null, false, false);

    private static final int MOST_LINES = 200;
    private static final int LONGEST_TEXT = 1024;

    private static final ObjectReader JSON = new ObjectMapper()
            .readerFor(View.class)
            .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .with(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);

    public View {
        if (query == null || query.length() > LONGEST_TEXT) {
            throw new IllegalArgumentException("query: expected a text of at most " + LONGEST_TEXT + " characters");
        }
        if (order == null) {
            throw new IllegalArgumentException("order: expected NAME, ERROR or NEWEST, but there is none");
        }
        if (from < 0 || count < 0 || count > MOST_LINES) {
            throw new IllegalArgumentException("lines: expected at most " + MOST_LINES
                    + " from a line of the list on, but got " + count + " from " + from);
        }
        if (key != null && key.length() > LONGEST_TEXT || target != null && target.length() > LONGEST_TEXT) {
            throw new IllegalArgumentException(
                    "key, target: expected texts of at most " + LONGEST_TEXT + " characters");
        }
    }

    /**
     * Reads what a page sent.
     *
     * @throws IllegalArgumentException if it is no view
     */
    public static View parse(String json) {
        View view;
        try {
            view = JSON.readValue(json);
        } catch (IOException wrong) {
            throw new IllegalArgumentException("view: " + wrong.getMessage(), wrong);
        }
        if (view == null) {
            throw new IllegalArgumentException("view: expected an object, but got null");
        }
        return view;
    }
}
