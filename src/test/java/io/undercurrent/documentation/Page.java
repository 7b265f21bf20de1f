package io.undercurrent.documentation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/** A page of the documentation, read from the top of the repository, where the build runs. */
public record Page(Path path, String text, List<Block> allBlocks, List<Target> targets) {

    public static final Path README = Path.of("README.md");
    public static final Path DIRECTORY = Path.of("src/site/markdown");
    public static final Path QUICK_START = DIRECTORY.resolve("quick-start.md");

    private static final Parser MARKDOWN = Parser.builder()
            .extensions(List.of(TablesExtension.create()))
            .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
            .build();

    /** What a link or an image of a page points to, and the line that it stands in. */
    public record Target(Path page, int line, String to) {

        String place() {
            return page + ":" + line;
        }
    }

    public static Page read(Path path) {
        try {
            String text = Files.readString(path);
            Node root = MARKDOWN.parse(text);
            return new Page(path, text, blocks(path, root), targets(path, root));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The README and all pages of the site. */
    public static List<Page> all() {
        try (Stream<Path> pages = Files.list(DIRECTORY)) {
            return Stream.concat(
                            Stream.of(README),
                            pages.filter(path -> path.toString().endsWith(".md"))
                                    .sorted())
                    .map(Page::read)
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Its blocks of these languages, in order. */
    public List<Block> blocks(String... languages) {
        return allBlocks.stream()
                .filter(block -> List.of(languages).contains(block.language()))
                .toList();
    }

    private static List<Block> blocks(Path path, Node root) {
        List<Block> blocks = new ArrayList<>();
        root.accept(new AbstractVisitor() {
            @Override
            public void visit(FencedCodeBlock code) {
                // Lines are counted from 0, and the first one is the fence.
                int line = line(code) + 1;
                String note = code.getPrevious() instanceof HtmlBlock html
                        ? html.getLiteral().replaceAll("^<!--|-->$", "").strip()
                        : "";
                blocks.add(new Block(path, line, code.getInfo().strip(), code.getLiteral(), note));
            }
        });
        return blocks;
    }

    private static List<Target> targets(Path path, Node root) {
        List<Target> targets = new ArrayList<>();
        root.accept(new AbstractVisitor() {
            @Override
            public void visit(Link link) {
                targets.add(new Target(path, line(link), link.getDestination()));
                visitChildren(link);
            }

            @Override
            public void visit(Image image) {
                targets.add(new Target(path, line(image), image.getDestination()));
            }
        });
        return targets;
    }

    private static int line(Node node) {
        return node.getSourceSpans().get(0).getLineIndex() + 1;
    }
}
