package io.undercurrent.job.source.history;

import io.undercurrent.job.source.split.TopicSplit;
import io.undercurrent.stream.record.SourceRecord;
import io.undercurrent.stream.state.UnusableStateException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.util.IOUtils;

/** A file of the history, as far as it has been read. */
final class FileReading implements AutoCloseable {

    private final String location;
    private final History.Messages messages;
    /** Null before the first message. */
    private SourceOutput<SourceRecord> out;

    private FileReading(String location, History.Messages messages) {
        this.location = location;
        this.messages = messages;
    }

    /**
     * Opens the file of a split, and passes over what has been read of it.
     *
     * @param history of the job
     * @throws UnusableStateException if it is another one, or has less than has been read of it
     */
    static FileReading open(TopicSplit split, Optional<History> history) {
        String location = split.file().orElseThrow();
        if (!(history.orElse(null) instanceof History.OfFile file)
                || !file.name().equals(location)) {
            throw new UnusableStateException("--history: expected " + location
                    + ", which the checkpoint had read in part, but got "
                    + history.map(History::name).orElse("nothing"));
        }
        History.Messages messages = null;
        try {
            messages = file.messages();
            passOver(split.split().getStartingOffset(), location, messages);
            return new FileReading(location, messages);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("--history: " + location + " cannot be read", unreadable);
        } catch (RuntimeException changed) {
            IOUtils.closeQuietly(messages);
            throw changed;
        }
    }

    private static void passOver(long read, String location, History.Messages messages) {
        while (messages.taken() < read) {
            if (!messages.hasNext()) {
                throw new UnusableStateException("--history: expected " + location + " as it was when " + read
                        + " of its readings were read, but it has " + messages.taken() + ": start without --restore");
            }
            messages.next();
        }
    }

    String splitId() {
        return split().splitId();
    }

    /** How far it has been read. */
    TopicSplit split() {
        return TopicSplit.ofFile(location, messages.taken());
    }

    /** Hands on the next message; returns whether there was one. */
    boolean read(ReaderOutput<SourceRecord> readers) {
        if (!messages.hasNext()) {
            return false;
        }
        if (out == null) {
            out = readers.createOutputForSplit(splitId());
        }
        out.collect(messages.next(), SourceRecord.NO_TIMESTAMP);
        return true;
    }

    @Override
    public void close() throws IOException {
        messages.close();
    }
}
