package io.undercurrent.dashboard.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.undercurrent.dashboard.state.traffic.RejectedMessage;
import io.undercurrent.dashboard.state.traffic.Rejections;
import io.undercurrent.format.Utf8;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Rejected messages, which may be any bytes at all, as short texts. */
final class RejectedHandler implements RecordHandler {

    private static final int LONGEST_TEXT = 600;

    private final Rejections rejections;
    private final List<RejectedMessage> batch = new ArrayList<>();

    RejectedHandler(Rejections rejections) {
        this.rejections = rejections;
    }

    @Override
    public void accept(ConsumerRecord<byte[], byte[]> record, boolean live) {
        String length = header(record, "original-length");
        batch.add(new RejectedMessage(
                header(record, "reason"),
                header(record, "detail"),
                header(record, "topic") + ", partition " + header(record, "partition") + ", offset "
                        + header(record, "offset"),
                text(record.key()),
                value(record),
                length.matches("[0-9]{1,9}")
                        ? Integer.parseInt(length)
                        : record.value() == null ? 0 : record.value().length,
                record.timestamp()));
    }

    @Override
    public void flush() {
        rejections.add(batch);
        batch.clear();
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? "unknown" : text(header.value());
    }

    /** The value: what the job decoded of it, if it did, and beside that its bytes; otherwise, if it is one, the text that it is. */
    private static String value(ConsumerRecord<byte[], byte[]> record) {
        Header decoded = record.headers().lastHeader("decoded");
        byte[] bytes = record.value();
        if (bytes == null || decoded == null && Utf8.isText(bytes)) {
            return text(bytes);
        }
        byte[] shown = Arrays.copyOf(bytes, Math.min(bytes.length, LONGEST_TEXT));
        return (decoded == null ? "" : text(decoded.value()) + "\n") + "base64 "
                + Base64.getEncoder().encodeToString(shown) + (shown.length < bytes.length ? "…" : "");
    }

    /** The beginning of a text, whose bytes need be no text: what is malformed is replaced, as the decoder does. */
    private static String text(byte[] bytes) {
        if (bytes == null) {
            return "";
        }
        // A character takes at most four bytes; the last one may be cut in two.
        String text = new String(bytes, 0, Math.min(bytes.length, 4 * LONGEST_TEXT), UTF_8);
        return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) + "…" : text;
    }
}
