package io.undercurrent.stream.layout;

import io.undercurrent.engine.window.Term;
import io.undercurrent.engine.window.WindowUpdate;
import io.undercurrent.engine.window.WindowUpdate.Changed;
import io.undercurrent.engine.window.WindowUpdate.Forgotten;
import io.undercurrent.engine.window.WindowUpdate.Origin;
import io.undercurrent.engine.window.WindowUpdate.Part;
import io.undercurrent.engine.window.WindowUpdate.Run;
import io.undercurrent.engine.window.WindowUpdate.Unplanned;
import io.undercurrent.stream.layout.packing.Bytes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * {@link WindowUpdate} in bytes: for a job whose keyed operators do not stand in one chain, where it costs dearly. The kind and the
 * series, then what the kind has, the window first. Versions 1 and 2 had whether the series is forgotten in place of the kind, and
 * did not say which days to step; in these versions the window has the same one. Version 3 had one model, version 4 no shadows; version 5
 * differs in the window's bytes alone.
 */
public enum WindowUpdateLayout implements Layout<WindowUpdate> {
    WINDOW_UPDATE;

    private static final int CHANGED = 0;
    private static final int FORGOTTEN = 1;
    private static final int UNPLANNED = 2;

    /** The last version without runs and origins. */
    private static final int WITHOUT_PLAN = 2;

    /** The last version of one model. */
    private static final int WITHOUT_PARTS = 3;

    /** The last version without shadows. */
    private static final int WITHOUT_SHADOWS = 4;

    @Override
    public int version() {
        return 6;
    }

    @Override
    public Class<WindowUpdate> type() {
        return WindowUpdate.class;
    }

    @Override
    public boolean isImmutable() {
        return false;
    }

    @Override
    public WindowUpdate copy(WindowUpdate update) {
        if (update instanceof Changed changed) {
            return new Changed(
                    changed.key(),
                    SlidingWindowLayout.SLIDING_WINDOW.copy(changed.window()),
                    changed.changedFrom(),
                    changed.openFrom(),
                    changed.parts(),
                    changed.shadows());
        }
        if (update instanceof Unplanned unplanned) {
            return new Unplanned(
                    unplanned.key(),
                    SlidingWindowLayout.SLIDING_WINDOW.copy(unplanned.window()),
                    unplanned.changedFrom(),
                    unplanned.firstOrigin(),
                    unplanned.lastOrigin());
        }
        return update;
    }

    @Override
    public void write(WindowUpdate update, DataOutputView out) throws IOException {
        if (update instanceof Changed changed) {
            out.writeByte(CHANGED);
            Bytes.writeText(changed.key(), out);
            write(changed, out);
        } else if (update instanceof Unplanned unplanned) {
            out.writeByte(UNPLANNED);
            Bytes.writeText(unplanned.key(), out);
            SlidingWindowLayout.SLIDING_WINDOW.write(unplanned.window(), out);
            out.writeInt(unplanned.changedFrom());
            out.writeInt(unplanned.firstOrigin());
            out.writeInt(unplanned.lastOrigin());
        } else {
            out.writeByte(FORGOTTEN);
            Bytes.writeText(update.key(), out);
        }
    }

    private static void write(Changed update, DataOutputView out) throws IOException {
        SlidingWindowLayout.SLIDING_WINDOW.write(update.window(), out);
        out.writeInt(update.changedFrom());
        out.writeInt(update.openFrom());
        write(update.parts(), out);
        write(update.shadows(), out);
    }

    private static void write(List<Part> parts, DataOutputView out) throws IOException {
        out.writeInt(parts.size());
        for (Part part : parts) {
            Bytes.writeText(part.term().model(), out);
            out.writeInt(part.term().from());
            out.writeLong(part.term().issued());
            out.writeInt(part.since());
            write(part, out);
        }
    }

    private static void write(Part part, DataOutputView out) throws IOException {
        out.writeInt(part.runs().size());
        for (Run run : part.runs()) {
            out.writeInt(run.firstDay());
            out.writeInt(run.lastDay());
            out.writeBoolean(run.anew());
        }
        out.writeInt(part.origins().size());
        for (Origin origin : part.origins()) {
            out.writeInt(origin.day());
            out.writeInt(origin.revision());
            out.writeBoolean(origin.restarted());
        }
    }

    @Override
    public WindowUpdate read(int version, DataInputView in) throws IOException {
        if (version <= WITHOUT_PLAN) {
            String key = Bytes.readText(in);
            return in.readBoolean() ? readForgotten(key, in) : readUnplanned(version, key, in);
        }
        int kind = in.readByte();
        String key = Bytes.readText(in);
        return switch (kind) {
            case CHANGED -> readChanged(version, key, in);
            case FORGOTTEN -> new Forgotten(key);
            case UNPLANNED -> readUnplanned(versionOfWindow(version), key, in);
            default -> throw new IOException("kind of update: expected 0, 1 or 2, but got " + kind);
        };
    }

    /** The window's version in one of these: the same up to 2, then one less, 3 once more since there are shadows, then two less. */
    private static int versionOfWindow(int version) {
        return version <= WITHOUT_PLAN ? version : version <= WITHOUT_SHADOWS ? version - 1 : version - 2;
    }

    private static WindowUpdate readForgotten(String key, DataInputView in) throws IOException {
        in.skipBytesToRead(3 * Integer.BYTES);
        return new Forgotten(key);
    }

    private static WindowUpdate readUnplanned(int versionOfWindow, String key, DataInputView in) throws IOException {
        return new Unplanned(
                key,
                SlidingWindowLayout.SLIDING_WINDOW.read(versionOfWindow, in),
                in.readInt(),
                in.readInt(),
                in.readInt());
    }

    private static WindowUpdate readChanged(int version, String key, DataInputView in) throws IOException {
        var window = SlidingWindowLayout.SLIDING_WINDOW.read(versionOfWindow(version), in);
        int changedFrom = in.readInt();
        int openFrom = in.readInt();
        List<Part> parts = version <= WITHOUT_PARTS ? List.of(readPart(Term.OWN, Term.EVER, in)) : readParts(in);
        List<Part> shadows = version <= WITHOUT_SHADOWS ? List.of() : readParts(in);
        return new Changed(key, window, changedFrom, openFrom, parts, shadows);
    }

    private static List<Part> readParts(DataInputView in) throws IOException {
        List<Part> parts = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            Term term = new Term(Bytes.readText(in), in.readInt(), in.readLong());
            parts.add(readPart(term, in.readInt(), in));
        }
        return parts;
    }

    private static Part readPart(Term term, int since, DataInputView in) throws IOException {
        List<Run> runs = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            runs.add(new Run(in.readInt(), in.readInt(), in.readBoolean()));
        }
        List<Origin> origins = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            origins.add(new Origin(in.readInt(), in.readInt(), in.readBoolean()));
        }
        return new Part(term, since, runs, origins);
    }
}
