package io.undercurrent.format.schema.protobuf;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumValueDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.MessageOptions;
import com.google.protobuf.DescriptorProtos.OneofDescriptorProto;
import com.squareup.wire.Syntax;
import com.squareup.wire.schema.Field;
import com.squareup.wire.schema.internal.parser.EnumElement;
import com.squareup.wire.schema.internal.parser.FieldElement;
import com.squareup.wire.schema.internal.parser.MessageElement;
import com.squareup.wire.schema.internal.parser.OneOfElement;
import com.squareup.wire.schema.internal.parser.ProtoFileElement;
import com.squareup.wire.schema.internal.parser.TypeElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A parsed {@code .proto} file in the form of which Protobuf makes readers: its messages and enumerations, without options and services. */
final class ProtobufFile {

    private static final Pattern MAP = Pattern.compile("map<\\s*(\\S+)\\s*,\\s*(\\S+)\\s*>");

    private static final Map<String, Type> SCALARS = Stream.of(Type.values())
            .filter(type -> type != Type.TYPE_MESSAGE && type != Type.TYPE_ENUM && type != Type.TYPE_GROUP)
            .collect(Collectors.toMap(
                    type -> type.name().substring("TYPE_".length()).toLowerCase(Locale.ROOT), Function.identity()));

    private final String name;
    private final ProtoFileElement file;

    ProtobufFile(String name, ProtoFileElement file) {
        this.name = name;
        this.file = file;
    }

    FileDescriptorProto descriptor() {
        FileDescriptorProto.Builder all = FileDescriptorProto.newBuilder().setName(name);
        if (file.getPackageName() != null) {
            all.setPackage(file.getPackageName());
        }
        if (isProto3()) {
            all.setSyntax("proto3");
        }
        all.addAllDependency(file.getImports());
        for (String imported : file.getPublicImports()) {
            all.addPublicDependency(all.getDependencyCount());
            all.addDependency(imported);
        }
        for (TypeElement type : file.getTypes()) {
            if (type instanceof MessageElement message) {
                all.addMessageType(message(message));
            } else if (type instanceof EnumElement enumeration) {
                all.addEnumType(enumeration(enumeration));
            }
        }
        return all.build();
    }

    private boolean isProto3() {
        return file.getSyntax() == Syntax.PROTO_3;
    }

    private DescriptorProto message(MessageElement message) {
        DescriptorProto.Builder all = DescriptorProto.newBuilder().setName(message.getName());
        for (TypeElement type : message.getNestedTypes()) {
            if (type instanceof MessageElement inner) {
                all.addNestedType(message(inner));
            } else if (type instanceof EnumElement enumeration) {
                all.addEnumType(enumeration(enumeration));
            }
        }
        for (OneOfElement choice : message.getOneOfs()) {
            int index = all.getOneofDeclCount();
            all.addOneofDecl(OneofDescriptorProto.newBuilder().setName(choice.getName()));
            choice.getFields().forEach(field -> all.addField(field(field).setOneofIndex(index)));
        }
        // Those of single optional fields come after all others.
        List<FieldElement> optional = new ArrayList<>();
        for (FieldElement field : message.getFields()) {
            Matcher map = MAP.matcher(field.getType());
            if (map.matches()) {
                DescriptorProto entry = entry(field.getName(), map.group(1), map.group(2));
                all.addNestedType(entry);
                all.addField(
                        field(field).setLabel(Label.LABEL_REPEATED).clearType().setTypeName(entry.getName()));
            } else if (isProto3() && field.getLabel() == Field.Label.OPTIONAL) {
                optional.add(field);
            } else {
                all.addField(field(field));
            }
        }
        for (FieldElement field : optional) {
            int index = all.getOneofDeclCount();
            all.addOneofDecl(OneofDescriptorProto.newBuilder().setName("_" + field.getName()));
            all.addField(field(field).setOneofIndex(index).setProto3Optional(true));
        }
        return all.build();
    }

    private static FieldDescriptorProto.Builder field(FieldElement field) {
        Label label = field.getLabel() == Field.Label.REPEATED
                ? Label.LABEL_REPEATED
                : field.getLabel() == Field.Label.REQUIRED ? Label.LABEL_REQUIRED : Label.LABEL_OPTIONAL;
        return typed(field.getName(), field.getTag(), field.getType()).setLabel(label);
    }

    /** Whether a name is that of a message or of an enumeration is found out when the file is built. */
    private static FieldDescriptorProto.Builder typed(String name, int number, String type) {
        FieldDescriptorProto.Builder field =
                FieldDescriptorProto.newBuilder().setName(name).setNumber(number);
        return SCALARS.containsKey(type) ? field.setType(SCALARS.get(type)) : field.setTypeName(type);
    }

    /** Maps are repeated messages of a key and a value. */
    private static DescriptorProto entry(String field, String key, String value) {
        String camel = Stream.of(field.split("_"))
                .filter(part -> !part.isEmpty())
                .map(part -> part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1))
                .collect(Collectors.joining());
        return DescriptorProto.newBuilder()
                .setName(camel + "Entry")
                .setOptions(MessageOptions.newBuilder().setMapEntry(true))
                .addField(typed("key", 1, key).setLabel(Label.LABEL_OPTIONAL))
                .addField(typed("value", 2, value).setLabel(Label.LABEL_OPTIONAL))
                .build();
    }

    private static EnumDescriptorProto enumeration(EnumElement enumeration) {
        EnumDescriptorProto.Builder all = EnumDescriptorProto.newBuilder().setName(enumeration.getName());
        enumeration
                .getConstants()
                .forEach(constant -> all.addValue(EnumValueDescriptorProto.newBuilder()
                        .setName(constant.getName())
                        .setNumber(constant.getTag())));
        return all.build();
    }
}
