package io.undercurrent.dashboard.feed;

import io.undercurrent.dashboard.state.model.ModelNews;
import io.undercurrent.format.models.ModelEvent;
import io.undercurrent.format.models.ModelMessages;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What jobs made of the models that they were given. */
final class ModelEventsHandler implements RecordHandler {

    private final ModelNews news;
    private final List<ModelEvent> batch = new ArrayList<>();

    ModelEventsHandler(ModelNews news) {
        this.news = news;
    }

    @Override
    public void accept(ConsumerRecord<byte[], byte[]> record, boolean live) {
        if (record.value() != null) {
            batch.add(ModelMessages.parseEvent(record.value()));
        }
    }

    @Override
    public void flush() {
        news.add(batch);
        batch.clear();
    }
}
