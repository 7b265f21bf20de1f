package io.undercurrent.documentation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** README and pages can be followed: blocks parse, links lead somewhere, the menu has every page. */
class PagesTest {

    private static final int README_BYTES = 8 * 1024;
    private static final Map<String, ObjectMapper> FORMATS =
            Map.of("json", new ObjectMapper(), "yaml", new ObjectMapper(new YAMLFactory()));
    private static final Pattern RULE_FOR_JAVA = Pattern.compile("<requireJavaVersion><version>(.*?)</version>");

    private static final List<Page> PAGES = Page.all();

    @Test
    void theReadmeIsShort() {
        long bytes = Page.README.toFile().length();
        assertTrue(bytes <= README_BYTES, bytes + " bytes");
    }

    @Test
    void jsonAndYamlParse() {
        int parsed = 0;
        for (Page page : PAGES) {
            for (Block block : page.blocks("json", "yaml")) {
                try (var documents =
                        FORMATS.get(block.language()).readerFor(JsonNode.class).<JsonNode>readValues(block.text())) {
                    assertFalse(documents.readAll().isEmpty(), block.place() + ": there is nothing in this block");
                } catch (IOException wrong) {
                    throw new AssertionError(block.place() + ": no " + block.language(), wrong);
                }
                parsed++;
            }
        }
        assertTrue(parsed >= 3, "those of readings, forecasts and scores at least");
    }

    /** A language that no test knows by this name would not be looked at. */
    @Test
    void blocksNameTheLanguagesThatTestsKnow() {
        for (Page page : PAGES) {
            for (Block block : page.allBlocks()) {
                assertTrue(
                        List.of("", "sh", "json", "yaml", "java", "csv", "sql").contains(block.language()),
                        block.place());
            }
        }
    }

    /** Within the repository, and where they name a place on a page: Git hosts and the site call headings differently, so it is an anchor. */
    @Test
    void linksLeadSomewhere() {
        int followed = 0;
        for (Page page : PAGES) {
            for (Page.Target target : page.targets()) {
                if (target.to().matches("https?:.*")) {
                    continue;
                }
                String[] parts = target.to().split("#", 2);
                Path file = parts[0].isEmpty()
                        ? page.path()
                        : page.path().resolveSibling(parts[0]).normalize();
                assertTrue(Files.exists(file), target.place() + ": there is no " + file);
                assertTrue(
                        parts.length == 1 || Page.read(file).text().contains("<a id=\"" + parts[1] + "\"></a>"),
                        () -> target.place() + ": there is no anchor " + parts[1] + " in " + file);
                followed++;
            }
        }
        assertTrue(followed > PAGES.size(), "there are links");
    }

    /** The site shows nothing but its own pages. */
    @Test
    void pagesOfTheSiteLinkToNothingAboveThem() {
        for (Page page : PAGES) {
            for (Page.Target target : page.targets()) {
                assertTrue(page.path().equals(Page.README) || !target.to().startsWith(".."), target.place());
            }
        }
    }

    @Test
    void theMenuHasEveryPage() throws IOException {
        Matcher items = Pattern.compile("<item [^>]*href=\"([^\"]+)\\.html\"")
                .matcher(Files.readString(Path.of("src/site/site.xml")));
        assertEquals(
                PAGES.stream()
                        .map(Page::path)
                        .filter(path -> !path.equals(Page.README))
                        .map(path -> path.getFileName().toString().replace(".md", ""))
                        .sorted()
                        .toList(),
                items.results()
                        .map((MatchResult item) -> item.group(1))
                        .sorted()
                        .toList());
    }

    /** Whoever begins with one of them finds each page. */
    @Test
    void readmeAndOverviewLinkToEachPage() throws IOException {
        for (Path from : List.of(Page.README, Page.DIRECTORY.resolve("index.md"))) {
            List<Path> linked = Page.read(from).targets().stream()
                    .map(target -> target.to().split("#", 2)[0])
                    .filter(to -> !to.matches("https?:.*"))
                    .map(to -> from.resolveSibling(to).normalize())
                    .toList();
            for (Page page : PAGES) {
                boolean entrance =
                        page.path().equals(Page.README) || page.path().endsWith("index.md");
                assertTrue(entrance || linked.contains(page.path().normalize()), from + ": no link to " + page.path());
            }
        }
    }

    /** What the build takes stands on the pages that people build by. */
    @Test
    void theJdksAreNamed() throws IOException {
        Matcher rule = RULE_FOR_JAVA.matcher(Files.readString(Path.of("pom.xml")));
        assertTrue(rule.find());
        List<String> releases = Pattern.compile("\\[(\\d+),")
                .matcher(rule.group(1))
                .results()
                .map((MatchResult release) -> release.group(1))
                .toList();
        String last = releases.get(releases.size() - 1);
        String named = "JDK " + String.join(", ", releases.subList(0, releases.size() - 1)) + " or " + last;
        for (Path path : List.of(Page.README, Page.QUICK_START, Page.DIRECTORY.resolve("contributing.md"))) {
            assertTrue(Page.read(path).text().contains(named), path + ": expected '" + named + "'");
        }
    }
}
