package io.undercurrent.dashboard.feed;

import io.undercurrent.dashboard.state.Board;
import io.undercurrent.dashboard.state.day.DayValues;
import io.undercurrent.format.Message;
import io.undercurrent.format.ReadingFormat;
import io.undercurrent.format.mapping.TopicMappings;
import io.undercurrent.series.Columns;
import io.undercurrent.series.Reading;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Readings into the board: values of targets, and flags. Which values are targets is known from forecasts; each target
 * that becomes known makes the topic be read again. Flags are found among the fields of the messages themselves, under
 * the names that they have there. Messages that are no readings are ignored: the job writes them with their reasons to
 * the rejected topic.
 */
final class ReadingsHandler implements RecordHandler {

    private final Board board;
    private final TopicMappings mappings;
    private final FlagFinder finder = new FlagFinder();
    private final List<DayValues> batch = new ArrayList<>();
    private List<String> targets = List.of();
    /** Those of the targets that readings can have. */
    private List<String> columns = List.of();

    private final List<String> flags = new ArrayList<>();
    /** By topic. */
    private final Map<String, ReadingFormat> formats = new HashMap<>();
    /** For messages in which a flag is something else, which need be no fault of them. */
    private final Map<String, ReadingFormat> formatsWithoutFlags = new HashMap<>();
    /** The position on the board for each column: of a target, and after these of a flag. */
    private int[] positions;

    ReadingsHandler(Board board, TopicMappings mappings) {
        this.board = board;
        this.mappings = mappings;
    }

    @Override
    public int epoch() {
        List<String> known = board.targets();
        if (known.size() != targets.size()) {
            targets = known;
            finder.know(targets);
            flags.removeAll(targets);
            arrange();
        }
        return columns.size();
    }

    /** Has parsers made for the targets and flags that are known. */
    private void arrange() {
        columns = targets.stream().filter(ReadingsHandler::isColumn).toList();
        formats.clear();
        formatsWithoutFlags.clear();
        positions = new int[columns.size() + flags.size()];
        Arrays.setAll(
                positions,
                column -> column < columns.size()
                        ? targets.indexOf(columns.get(column))
                        : board.addFlag(flags.get(column - columns.size())));
    }

    /** Others write forecasts too, of targets whose names no reading of ours can have. Those have no history to show. */
    private static boolean isColumn(String name) {
        try {
            Columns.ofTargets(name);
            return true;
        } catch (IllegalArgumentException refused) {
            return false;
        }
    }

    @Override
    public void accept(ConsumerRecord<byte[], byte[]> record, boolean live) {
        List<String> found = finder.find(record.value());
        found.removeIf(name -> !isColumn(name) || board.addFlag(name) < 0);
        if (!found.isEmpty()) {
            flags.addAll(found);
            arrange();
        }
        Message message = message(record);
        List<ReadingFormat.Result> results = format(formats, record, flags).read(message);
        if (!flags.isEmpty() && results.stream().anyMatch(ReadingFormat.Refused.class::isInstance)) {
            results = format(formatsWithoutFlags, record, List.of()).read(message);
        }
        for (ReadingFormat.Result result : results) {
            if (result instanceof ReadingFormat.Accepted accepted) {
                batch.add(dayValues(accepted.reading()));
            }
        }
    }

    private ReadingFormat format(
            Map<String, ReadingFormat> made, ConsumerRecord<byte[], byte[]> record, List<String> covariates) {
        return made.computeIfAbsent(
                record.topic(), topic -> mappings.of(topic).format(new Columns(columns, covariates), List.of()));
    }

    static Message message(ConsumerRecord<byte[], byte[]> record) {
        Map<String, byte[]> headers = new HashMap<>();
        record.headers().forEach(header -> headers.put(header.key(), header.value()));
        return new Message(record.key(), record.value(), headers);
    }

    private DayValues dayValues(Reading reading) {
        double[] values = new double[targets.size()];
        Arrays.fill(values, Double.NaN);
        int raised = 0;
        int lowered = 0;
        String none = null;
        for (int column = 0; column < reading.values().length; column++) {
            double value = reading.values()[column];
            if (column < columns.size()) {
                values[positions[column]] = value;
            } else if (value == 1) {
                raised |= 1 << positions[column];
            } else if (value == 0) {
                lowered |= 1 << positions[column];
            } else if (Double.isFinite(value)) {
                none = flags.get(column - columns.size());
            }
        }
        if (none != null) {
            drop(none);
        }
        return new DayValues(reading.key(), reading.day(), values, raised, lowered);
    }

    /** Leaves out what was taken for a flag and is none. */
    private void drop(String flag) {
        board.dropFlag(flag);
        flags.remove(flag);
        arrange();
    }

    @Override
    public void flush() {
        board.read(batch);
        batch.clear();
    }
}
