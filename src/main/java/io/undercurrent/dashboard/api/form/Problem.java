package io.undercurrent.dashboard.api.form;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Why a request gets no answer, in the form of RFC 9457. */
public final class Problem extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** RFC 9457, 3. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final Map<Integer, String> TITLES = Map.ofEntries(
            Map.entry(400, "Bad Request"),
            Map.entry(401, "Unauthorized"),
            Map.entry(404, "Not Found"),
            Map.entry(405, "Method Not Allowed"),
            Map.entry(406, "Not Acceptable"),
            Map.entry(409, "Conflict"),
            Map.entry(413, "Content Too Large"),
            Map.entry(415, "Unsupported Media Type"),
            Map.entry(500, "Internal Server Error"),
            Map.entry(501, "Not Implemented"),
            Map.entry(503, "Service Unavailable"));

    private final int status;
    private final transient Map<String, Object> fields = new LinkedHashMap<>();

    /**
     * @param status of HTTP, one of those that the API answers with
     * @param detail what was expected and what came
     */
    public Problem(int status, String detail) {
        super(detail, null, false, false);
        this.status = status;
        fields.put("type", "about:blank");
        fields.put("title", TITLES.get(status));
        fields.put("status", status);
        fields.put("detail", detail);
    }

    /** A parameter that is not as it should be. */
    public static Problem parameter(String name, String expected, String got) {
        Problem problem = new Problem(400, name + ": expected " + expected + ", but got " + got);
        problem.fields.put("parameter", name);
        problem.fields.put("expected", expected);
        problem.fields.put("got", got);
        return problem;
    }

    /** A series that is not known, with the keys that may have been meant. */
    public static Problem noSeries(String key, List<String> near) {
        Problem problem = new Problem(
                404,
                "nothing is known of the series " + key
                        + (near.isEmpty() ? "" : "; there is " + String.join(", ", near)));
        problem.fields.put("near", near);
        return problem;
    }

    public int status() {
        return status;
    }

    /** The body of the answer. */
    public byte[] json() {
        return Answer.json(fields);
    }
}
