package io.undercurrent.job.source.split;

import java.util.List;
import org.apache.flink.api.connector.source.SourceEvent;

/**
 * What a reader tells whoever hands out splits: the past of these has been read, and handed on.
 *
 * @param splits their ids
 */
public record PastRead(List<String> splits) implements SourceEvent {

    private static final long serialVersionUID = 1;

    public PastRead {
        splits = List.copyOf(splits);
    }
}
