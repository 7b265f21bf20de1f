package io.undercurrent.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.undercurrent.sql.AnomalyFunction;
import io.undercurrent.sql.ForecastFunction;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What other people's code may use stays as it is in {@code public-api.txt}, unless somebody means to change it. These are the public
 * classes of the package, the functions of SQL, and all of ours that their signatures speak of.
 */
class PublicApiTest {

    private static final Path STORED = Path.of("src/test/resources/io/undercurrent/api/public-api.txt");
    private static final Path PRESENT = Path.of("target/public-api.txt");
    private static final String OURS = "io.undercurrent.";

    @Test
    void isAsItWasStored() throws Exception {
        Files.writeString(PRESENT, present());
        List<String> gone = new ArrayList<>(Files.readAllLines(STORED));
        List<String> added = new ArrayList<>(Files.readAllLines(PRESENT));
        gone.removeAll(Files.readAllLines(PRESENT));
        added.removeAll(Files.readAllLines(STORED));
        String renew =
                "the public API changed: if that is meant, say so in CHANGELOG.md, and cp " + PRESENT + " " + STORED;
        assertEquals(List.of(), gone, renew);
        assertEquals(List.of(), added, renew);
    }

    private static String present() throws Exception {
        Map<String, List<String>> signatures = new TreeMap<>();
        Deque<Class<?>> left = new ArrayDeque<>(roots());
        while (!left.isEmpty()) {
            Class<?> type = left.pop();
            if (!signatures.containsKey(type.getName())) {
                TreeSet<Class<?>> mentioned =
                        new TreeSet<>((a, b) -> a.getName().compareTo(b.getName()));
                signatures.put(type.getName(), describe(type, mentioned));
                left.addAll(mentioned);
            }
        }
        StringBuilder text = new StringBuilder();
        signatures
                .values()
                .forEach(lines -> text.append(String.join("\n", lines)).append("\n\n"));
        return text.toString();
    }

    private static List<Class<?>> roots() throws Exception {
        List<Class<?>> roots = new ArrayList<>();
        roots.add(ForecastFunction.class);
        roots.add(AnomalyFunction.class);
        try (Stream<Path> files = Files.list(Path.of("target/classes/io/undercurrent/api"))) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString().replace(".class", "");
                if (!name.equals("package-info")) {
                    Class<?> type = Class.forName(PublicApiTest.class.getPackageName() + "." + name);
                    if (Modifier.isPublic(type.getModifiers())) {
                        roots.add(type);
                    }
                }
            }
        }
        return roots;
    }

    private static List<String> describe(Class<?> type, TreeSet<Class<?>> mentioned) {
        List<String> members = new ArrayList<>();
        for (Field field : type.getDeclaredFields()) {
            if (isOffered(field)) {
                members.add("  " + field.toGenericString());
                mention(field.getGenericType(), mentioned);
            }
        }
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (isOffered(constructor)) {
                members.add("  " + constructor.toGenericString());
                mention(constructor, mentioned);
            }
        }
        for (Method method : type.getDeclaredMethods()) {
            if (isOffered(method) && !List.of("equals", "hashCode", "toString").contains(method.getName())) {
                members.add("  " + method.toGenericString());
                mention(method, mentioned);
                mention(method.getGenericReturnType(), mentioned);
            }
        }
        members.sort(null);
        members.add(0, type.toGenericString());
        return members;
    }

    private static boolean isOffered(Member member) {
        return Modifier.isPublic(member.getModifiers()) && !member.isSynthetic();
    }

    private static void mention(Executable executable, TreeSet<Class<?>> mentioned) {
        Arrays.stream(executable.getGenericParameterTypes()).forEach(type -> mention(type, mentioned));
    }

    private static void mention(Type type, TreeSet<Class<?>> mentioned) {
        if (type instanceof ParameterizedType parameterized) {
            mention(parameterized.getRawType(), mentioned);
            Arrays.stream(parameterized.getActualTypeArguments()).forEach(argument -> mention(argument, mentioned));
        } else if (type instanceof Class<?> plain) {
            Class<?> element = plain;
            while (element.isArray()) {
                element = element.getComponentType();
            }
            if (element.getName().startsWith(OURS)) {
                mentioned.add(element);
            }
        }
    }
}
