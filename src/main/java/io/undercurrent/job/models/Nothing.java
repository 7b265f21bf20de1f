package io.undercurrent.job.models;

import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** The state of a source that has none, and the splits of one that has none. */
record Nothing() implements SourceSplit {

    /** Not a byte. */
    static final SimpleVersionedSerializer<Nothing> SERIALIZER = new SimpleVersionedSerializer<>() {
        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(Nothing nothing) {
            return new byte[0];
        }

        @Override
        public Nothing deserialize(int version, byte[] bytes) {
            return new Nothing();
        }
    };

    @Override
    public String splitId() {
        return "nothing";
    }
}
