package io.undercurrent.stream;

import io.undercurrent.stream.layout.Layout;
import java.util.Objects;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** Flink's type information for a record with a {@link Layout}. It is not a key type and has no fields. */
final class LayoutTypeInfo<T> extends TypeInformation<T> {

    private final Layout<T> layout;

    LayoutTypeInfo(Layout<T> layout) {
        this.layout = Objects.requireNonNull(layout, "layout");
    }

    @Override
    public TypeSerializer<T> createSerializer(SerializerConfig config) {
        return new LayoutSerializer<>(layout);
    }

    @Override
    public Class<T> getTypeClass() {
        return layout.type();
    }

    @Override
    public boolean isBasicType() {
        return false;
    }

    @Override
    public boolean isTupleType() {
        return false;
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public int getArity() {
        return 1;
    }

    @Override
    public int getTotalFields() {
        return 1;
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof LayoutTypeInfo;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LayoutTypeInfo<?> that && layout == that.layout;
    }

    @Override
    public int hashCode() {
        return layout.hashCode();
    }

    @Override
    public String toString() {
        return layout.type().getSimpleName();
    }
}
