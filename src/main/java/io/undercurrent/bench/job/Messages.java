package io.undercurrent.bench.job;

import io.undercurrent.format.encoding.Encoding;
import io.undercurrent.format.mapping.MappingSettings;
import io.undercurrent.format.mapping.ReadingMapping;
import io.undercurrent.stream.record.SourceRecord;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** The messages of a {@link Workload} for every {@code parts}-th series, day by day, in bytes as they come from Kafka. */
public final class Messages implements Iterator<SourceRecord> {

    static final String TARGET = "sales";

    private static final String AVRO = "{\"type\":\"record\",\"name\":\"Sold\",\"fields\":["
            + "{\"name\":\"shp\",\"type\":\"string\"},"
            + "{\"name\":\"when\",\"type\":{\"type\":\"int\",\"logicalType\":\"date\"}},"
            + "{\"name\":\"items\",\"type\":[\"null\",\"double\"]}]}";

    private static final String PREFIX = "{\"key\":\"";
    /** Of all series. */
    public static final LocalDate FIRST_DAY = LocalDate.of(2020, 1, 1);

    private final Workload workload;
    private final int part;
    private final int parts;
    private final Runnable onRead;
    private final byte[] buffer = new byte[128];
    private int length;
    private int day;
    private int key;
    /** Days back of the next message of this day and key: 0 for the day itself. */
    private int lag;

    private long read;
    private boolean ready;

    /**
     * @param onRead hears of each message that is taken
     */
    Messages(Workload workload, int part, int parts, Runnable onRead) {
        this.workload = workload;
        this.part = part;
        this.parts = parts;
        this.onRead = onRead;
        key = part;
        seek();
    }

    /** How the messages of a workload say readings. */
    static ReadingMapping mapping(Workload workload) {
        MappingSettings settings = new MappingSettings();
        if (workload.form() == MessageForm.CONTRACT) {
            return settings.mapping();
        }
        settings.put(MappingSettings.KEY_FIELD, List.of("shp"));
        settings.put(MappingSettings.DATE_FIELD, List.of("when"));
        settings.put(MappingSettings.VALUE, List.of(TARGET + "=items"));
        ReadingMapping json = settings.mapping();
        return workload.form() == MessageForm.MAPPED
                ? json
                : new ReadingMapping(new Encoding.Avro(AVRO), json.envelope(), json.key(), json.date(), json.values());
    }

    /** Those of all series. */
    public static Messages of(Workload workload) {
        return new Messages(workload, 0, 1, () -> {});
    }

    /** The series of a message. */
    public static String key(byte[] message) {
        int from = PREFIX.length();
        int to = from;
        while (message[to] != '"') {
            to++;
        }
        return new String(message, from, to - from, StandardCharsets.ISO_8859_1);
    }

    /** Messages read so far. */
    long read() {
        return read;
    }

    /** Messages still to come, if this is the only part. */
    public long left() {
        return workload.readings() - read;
    }

    @Override
    public boolean hasNext() {
        return ready;
    }

    @Override
    public SourceRecord next() {
        if (!ready) {
            throw new NoSuchElementException();
        }
        byte[] message = message(key, day - lag);
        read++;
        onRead.run();
        lag++;
        seek();
        return new SourceRecord("readings", part, read, SourceRecord.NO_TIMESTAMP, null, message);
    }

    /** Goes to the next message, which may be the present one. */
    private void seek() {
        ready = false;
        for (; day < workload.days(); day++, key = part) {
            for (; key < workload.keys(); key += parts, lag = 0) {
                int most = workload.lateShare() == 0 ? 0 : Math.min(day, Workload.MOST_DAYS_LATE);
                for (; lag <= most; lag++) {
                    if (workload.daysLate(key, day - lag) == lag) {
                        ready = true;
                        return;
                    }
                }
            }
        }
    }

    private byte[] message(int series, int ofDay) {
        length = 0;
        if (workload.form() == MessageForm.AVRO) {
            appendAvro(series, ofDay);
        } else {
            appendJson(series, ofDay, workload.form() == MessageForm.MAPPED);
        }
        byte[] message = new byte[length];
        System.arraycopy(buffer, 0, message, 0, length);
        return message;
    }

    private void appendJson(int series, int ofDay, boolean mapped) {
        append(mapped ? "{\"shp\":\"" : PREFIX);
        append("series-");
        append(series);
        append(mapped ? "\",\"when\":\"" : "\",\"date\":\"");
        append(FIRST_DAY.plusDays(ofDay).toString());
        append(mapped ? "\",\"items\":" : "\",\"" + TARGET + "\":");
        int tenths = workload.tenths(series, ofDay);
        append(tenths / 10);
        append(".");
        append(tenths % 10);
        append("}");
    }

    /** A text and numbers as the specification of Avro says; the index 1 is that of the union's second branch. */
    private void appendAvro(int series, int ofDay) {
        String key = "series-" + series;
        appendAvro(key.length());
        append(key);
        appendAvro(FIRST_DAY.toEpochDay() + ofDay);
        appendAvro(1);
        long bits = Double.doubleToLongBits(workload.tenths(series, ofDay) / 10.0);
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            buffer[length++] = (byte) (bits >>> shift);
        }
    }

    private void appendAvro(long number) {
        long left = number << 1 ^ number >> Long.SIZE - 1;
        for (; left >= 0x80; left >>>= 7) {
            buffer[length++] = (byte) (left | 0x80);
        }
        buffer[length++] = (byte) left;
    }

    private void append(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(bytes, 0, buffer, length, bytes.length);
        length += bytes.length;
    }

    private void append(int number) {
        int digits = 1;
        for (int left = number; left >= 10; left /= 10) {
            digits++;
        }
        length += digits;
        for (int at = length - 1, left = number; digits > 0; digits--, at--, left /= 10) {
            buffer[at] = (byte) ('0' + left % 10);
        }
    }
}
