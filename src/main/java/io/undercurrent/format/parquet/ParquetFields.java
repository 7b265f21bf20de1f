package io.undercurrent.format.parquet;

import io.undercurrent.format.csv.CsvList;
import io.undercurrent.format.fields.FieldTypes;
import io.undercurrent.format.fields.Slots;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.Type;

/** The columns of a file as fields of a mapping: by their names, or by pointers inside of groups. */
final class ParquetFields implements FieldTypes {

    private final ParquetFile file;
    private final Map<List<String>, ParquetColumn> readable = new LinkedHashMap<>();

    ParquetFields(ParquetFile file) {
        this.file = file;
        for (ColumnDescriptor descriptor : file.schema().getColumns()) {
            if (descriptor.getMaxRepetitionLevel() == 0) {
                ParquetColumn.of(descriptor).ifPresent(column -> readable.put(List.of(descriptor.getPath()), column));
            }
        }
    }

    /** All columns that have one value a row of a type that is known. */
    Map<List<String>, ParquetColumn> readable() {
        return readable;
    }

    /** The names of the columns outside of groups, as a mapping has them. */
    List<String> names(boolean numeric) {
        return readable.entrySet().stream()
                .filter(entry -> entry.getKey().size() == 1)
                .filter(entry -> !numeric || entry.getValue().isNumeric())
                .map(entry -> entry.getKey().get(0))
                .toList();
    }

    /** Chosen columns, by their places in the slots. */
    Map<ParquetColumn, Integer> chosen(Slots.Place root) {
        Map<ParquetColumn, Integer> chosen = new LinkedHashMap<>();
        readable.forEach((path, column) -> {
            Slots.Place place = root;
            for (String name : path) {
                place = place == null ? null : place.inside(name);
            }
            if (place != null && place.slot() >= 0) {
                chosen.put(column, place.slot());
            }
        });
        return chosen;
    }

    /**
     * @throws IllegalArgumentException if the file has no such column, or one that has not one value a row
     */
    void require(String field) {
        List<String> path = Slots.path(field);
        if (readable.containsKey(path)) {
            return;
        }
        Type type = file.schema();
        for (String name : path) {
            if (type.isPrimitive() || !type.asGroupType().containsField(name)) {
                throw new IllegalArgumentException(file.name() + ": expected a column " + CsvList.write(List.of(field))
                        + ", but the file has " + CsvList.write(all(file.schema(), "")));
            }
            type = type.asGroupType().getType(name);
        }
        throw new IllegalArgumentException(
                file.name() + ": expected numbers, texts, truth values or days, one a row, in " + field + ", but it is "
                        + kind(type));
    }

    private static String kind(Type type) {
        return type.isPrimitive() && !type.isRepetition(Type.Repetition.REPEATED)
                ? type.toString()
                : "a list, a map or a group: columns inside of a group have names such as /shop/id";
    }

    /** The names of all columns, those in groups as pointers. */
    private static List<String> all(GroupType group, String above) {
        List<String> names = new ArrayList<>();
        for (Type type : group.getFields()) {
            String pointer = above + "/" + type.getName().replace("~", "~0").replace("/", "~1");
            if (type.isPrimitive() || type.isRepetition(Type.Repetition.REPEATED)) {
                names.add(above.isEmpty() ? type.getName() : pointer);
            } else {
                names.addAll(all(type.asGroupType(), pointer));
            }
        }
        return names;
    }

    @Override
    public Optional<String> dateForm(List<String> path) {
        return Optional.ofNullable(readable.get(path)).flatMap(ParquetColumn::dateForm);
    }

    /** Decimals are read as numbers. */
    @Override
    public Optional<Integer> scale(List<String> path) {
        return Optional.empty();
    }
}
