package io.undercurrent.dashboard.web.update;

import com.fasterxml.jackson.core.JsonGenerator;
import io.undercurrent.dashboard.state.Board;
import io.undercurrent.dashboard.state.PageData;
import io.undercurrent.dashboard.state.traffic.JobState;
import io.undercurrent.dashboard.state.traffic.Traffic;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** How everything is at the moment, as JSON, the same for all pages. Null stands for what is not known. */
public final class StatusText {

    private StatusText() {}

    public static String of(PageData data) {
        Board board = data.board();
        Traffic.Now now = data.traffic().now();
        Board.Fill fill = board.fill();
        return JsonText.object(json -> {
            json.writeArrayFieldStart("targets");
            for (String target : board.targets()) {
                json.writeString(target);
            }
            json.writeEndArray();
            JsonText.numbers(json, "readings", now.readings());
            JsonText.numbers(json, "forecasts", now.forecasts());
            JsonText.number(json, "delay", now.delay());
            known(json, "backlog", now.backlog());
            writeJobs(json, now.jobs());
            known(json, "newestReading", now.newestReading());
            known(json, "newestForecast", now.newestForecast());
            // In whole seconds, so that the text changes no more often than what it says.
            json.writeNumberField("clock", System.currentTimeMillis() / 1000 * 1000);
            json.writeStringField("problem", now.problem());
            json.writeNumberField("problemSince", now.problemSince());
            json.writeNumberField("days", board.days());
            writeTopics(json, now.topics());
            json.writeNumberField("series", fill.series());
            json.writeNumberField("refused", fill.refused());
            json.writeNumberField("forgotten", fill.forgotten());
            json.writeNumberField("targetsLeftOut", fill.targetsLeftOut());
            json.writeNumberField("bytes", fill.bytes());
            json.writeNumberField("limit", fill.limit());
            json.writeNumberField("anomalies", data.anomalies().count());
            json.writeObjectFieldStart("rejected");
            for (Map.Entry<String, Long> reason : data.rejections().counts().entrySet()) {
                json.writeNumberField(reason.getKey(), reason.getValue());
            }
            json.writeEndObject();
        });
    }

    private static void known(JsonGenerator json, String field, OptionalLong value) throws IOException {
        if (value.isPresent()) {
            json.writeNumberField(field, value.getAsLong());
        } else {
            json.writeNullField(field);
        }
    }

    private static void writeJobs(JsonGenerator json, List<JobState> jobs) throws IOException {
        json.writeArrayFieldStart("jobs");
        for (JobState job : jobs) {
            json.writeStartObject();
            json.writeStringField("group", job.group());
            json.writeStringField("phase", job.phase().name());
            known(json, "behind", job.behind() < 0 ? OptionalLong.empty() : OptionalLong.of(job.behind()));
            known(json, "sign", job.sign() < 0 ? OptionalLong.empty() : OptionalLong.of(job.sign()));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeTopics(JsonGenerator json, List<Traffic.TopicState> topics) throws IOException {
        json.writeArrayFieldStart("topics");
        for (Traffic.TopicState topic : topics) {
            json.writeStartObject();
            json.writeStringField("topic", topic.topic());
            json.writeStringField("progress", topic.progress().name());
            json.writeNumberField("behind", topic.behind());
            json.writeNumberField("skipped", topic.skipped());
            json.writeNumberField("unreadable", topic.unreadable());
            json.writeStringField("problem", topic.problem());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
