package io.undercurrent.bench.job;

import io.undercurrent.format.mapping.MappingSettings;
import io.undercurrent.format.mapping.ReadingMapping;
import io.undercurrent.stream.record.SourceRecord;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** The messages of a {@link Workload} for every {@code parts}-th series, day by day, in bytes as they come from Kafka. */
final class Messages implements Iterator<SourceRecord> {

    static final String TARGET = "sales";

    private static final String PREFIX = "{\"key\":\"";
    private static final LocalDate FIRST_DAY = LocalDate.of(2020, 1, 1);

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
        if (workload.mapped()) {
            settings.put(MappingSettings.KEY_FIELD, List.of("shp"));
            settings.put(MappingSettings.DATE_FIELD, List.of("when"));
            settings.put(MappingSettings.VALUE, List.of(TARGET + "=items"));
        }
        return settings.mapping();
    }

    /** Those of all series. */
    static Messages of(Workload workload) {
        return new Messages(workload, 0, 1, () -> {});
    }

    /** The series of a message. */
    static String key(byte[] message) {
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
    long left() {
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
        append(workload.mapped() ? "{\"shp\":\"" : PREFIX);
        append("series-");
        append(series);
        append(workload.mapped() ? "\",\"when\":\"" : "\",\"date\":\"");
        append(FIRST_DAY.plusDays(ofDay).toString());
        append(workload.mapped() ? "\",\"items\":" : "\",\"" + TARGET + "\":");
        int tenths = workload.tenths(series, ofDay);
        append(tenths / 10);
        append(".");
        append(tenths % 10);
        append("}");
        byte[] message = new byte[length];
        System.arraycopy(buffer, 0, message, 0, length);
        return message;
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
