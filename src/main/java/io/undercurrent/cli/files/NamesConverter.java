package io.undercurrent.cli.files;

import io.undercurrent.format.csv.CsvList;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Names of columns as one option lists them: by the rules of CSV, so that any name in the header of a file can be given. The option may be
 * repeated: picocli adds up what comes as a list.
 */
public final class NamesConverter implements ITypeConverter<List<String>> {

    @Override
    public List<String> convert(String text) {
        try {
            return CsvList.read(text);
        } catch (IllegalArgumentException malformed) {
            throw new TypeConversionException(malformed.getMessage());
        }
    }
}
