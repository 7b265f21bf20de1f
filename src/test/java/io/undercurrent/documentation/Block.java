package io.undercurrent.documentation;

import java.nio.file.Path;

/**
 * A block of code on a page.
 *
 * @param line of its first line, counted from 1
 * @param language as the page names it, such as {@code sh}; empty where it names none
 * @param note the comment right before the block, which readers do not see; empty where there is none
 */
public record Block(Path page, int line, String language, String text, String note) {

    /** Where it is, as compilers say it. */
    public String place() {
        return page + ":" + line;
    }
}
