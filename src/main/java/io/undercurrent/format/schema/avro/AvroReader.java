package io.undercurrent.format.schema.avro;

import com.fasterxml.jackson.core.JsonToken;
import io.undercurrent.format.FirstFault;
import io.undercurrent.format.fields.FieldTypes;
import io.undercurrent.format.fields.Slots;
import io.undercurrent.format.fields.Slots.Place;
import io.undercurrent.format.schema.SchemaReader;
import io.undercurrent.series.Rejection.Reason;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/** Takes chosen places out of Avro messages by a plan that is made of the schema once: what to put where, and what to pass over. */
public final class AvroReader implements SchemaReader {

    private final Schema schema;
    private final Slots slots;
    private final FirstFault fault;
    private final FieldTypes types;
    private final AvroInput in = new AvroInput();
    /** Null before the first message. */
    private Step plan;

    /** Reads one value. */
    private interface Step {
        void read() throws IOException;
    }

    public AvroReader(Schema schema, Slots slots, FirstFault fault) {
        this.schema = schema;
        this.slots = slots;
        this.fault = fault;
        types = new AvroTypes(schema);
    }

    @Override
    public boolean read(byte[] bytes, int from, Map<String, byte[]> headers) {
        if (plan == null) {
            plan = step(schema, slots.root());
        }
        in.begin(bytes, from);
        try {
            plan.read();
            if (!in.isAtEnd()) {
                throw new IOException("expected nothing after the value, but there are more bytes");
            }
            return true;
        } catch (IOException | AvroRuntimeException | UnsupportedOperationException malformed) {
            fault.note(
                    Reason.NOT_DECODABLE,
                    "message: expected Avro of the schema " + schema.getFullName() + ", but "
                            + (malformed.getMessage() == null ? "the bytes end too early" : malformed.getMessage()));
            return false;
        }
    }

    @Override
    public FieldTypes types() {
        return types;
    }

    /**
     * @param place null where nothing of the value was asked for
     */
    private Step step(Schema type, Place place) {
        if (place == null || place.slot() < 0 && !place.isOuter()) {
            return () -> in.skip(type);
        }
        return switch (type.getType()) {
            case RECORD -> record(type, place);
            case UNION -> union(type, place);
            case ARRAY, MAP -> elements(type, place);
            case NULL -> () -> slots.putNull(place);
            default -> scalar(type, place.slot());
        };
    }

    private Step record(Schema type, Place place) {
        Step[] fields = type.getFields().stream()
                .map(field -> step(field.schema(), inside(place, type, field)))
                .toArray(Step[]::new);
        return () -> {
            put(place, JsonToken.START_OBJECT);
            for (Step field : fields) {
                field.read();
            }
        };
    }

    /** The place of a field, by its name or by one that it had before; null where it was chosen by neither. */
    private static Place inside(Place place, Schema type, Schema.Field field) {
        return Stream.concat(Stream.of(field.name()), field.aliases().stream())
                .filter(name -> AvroSchemas.field(type, name) == field)
                .map(place::inside)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private void put(Place place, JsonToken token) {
        if (place.slot() >= 0) {
            slots.put(place.slot(), token, null);
        }
    }

    private Step union(Schema type, Place place) {
        Step[] branches =
                type.getTypes().stream().map(branch -> step(branch, place)).toArray(Step[]::new);
        return () -> branches[in.branch(type)].read();
    }

    /** Elements are named by their index or key. */
    private Step elements(Schema type, Place place) {
        boolean array = type.getType() == Schema.Type.ARRAY;
        Schema inner = array ? type.getElementType() : type.getValueType();
        Map<String, Step> chosen = new HashMap<>();
        place.names().forEach(name -> chosen.put(name, step(inner, place.inside(name))));
        return () -> {
            put(place, array ? JsonToken.START_ARRAY : JsonToken.START_OBJECT);
            int index = 0;
            for (long left = in.firstBlock(type); left > 0; left = in.nextBlock(type)) {
                for (; left > 0; left--) {
                    Step step = chosen.get(array ? Integer.toString(index++) : in.text());
                    if (step == null) {
                        in.skip(inner);
                    } else {
                        step.read();
                    }
                }
            }
        };
    }

    private Step scalar(Schema type, int slot) {
        if (slot < 0) {
            return () -> in.skip(type);
        }
        return () -> {
            Object content = in.scalar(type);
            slots.put(slot, AvroInput.token(type, content), content);
        };
    }
}
