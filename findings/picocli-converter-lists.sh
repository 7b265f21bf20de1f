#!/usr/bin/env bash
# picocli 4.7.7: an option whose field is a List of Lists, with a converter that makes a list of each value.
#
# Expected: one inner list for each time the option is given, as the type of the field says: [[a, b], [c]].
# What happens: picocli adds the elements of what the converter returns to the outer list. The field of type List<List<String>> holds
# Strings, [a, b, c], and the first use of an element as a list ends in a ClassCastException, far from the parser.
# Why it matters: which values were given together is lost, and the compiler vouches for a type that the field does not have.
set -euo pipefail

VERSION=4.7.7
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
maven=$(command -v mvn || echo "$(cd "$(dirname "$0")/.." && pwd)/mvnw")

cat > "$folder/pom.xml" <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId>
  <artifactId>finding</artifactId>
  <version>1</version>
</project>
POM
"$maven" -q -B -f "$folder/pom.xml" org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy \
  -Dartifact=info.picocli:picocli:$VERSION -DoutputDirectory="$folder"

cat > "$folder/Lists.java" <<'JAVA'
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

public class Lists {
    static class Words implements ITypeConverter<List<String>> {
        @Override
        public List<String> convert(String value) {
            return Arrays.asList(value.split(","));
        }
    }

    @Option(names = "--words", converter = Words.class)
    List<List<String>> words;

    public static void main(String[] arguments) {
        Lists lists = new Lists();
        new CommandLine(lists).parseArgs("--words=a,b", "--words=c");
        System.out.println("field      " + lists.words);
        try {
            List<String> first = lists.words.get(0);
            System.out.println("first      " + first);
        } catch (ClassCastException notAList) {
            System.out.println("first      " + notAList.getClass().getSimpleName());
        }
    }
}
JAVA
echo "picocli $VERSION, --words=a,b --words=c into a List<List<String>>"
seen=$(java -cp "$folder/picocli-$VERSION.jar" "$folder/Lists.java")
echo "$seen"
[ "$seen" = "field      [a, b, c]
first      ClassCastException" ] || { echo "behaves otherwise than on 2026-11-28" >&2; exit 1; }
