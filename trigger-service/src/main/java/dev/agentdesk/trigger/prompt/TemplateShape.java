package dev.agentdesk.trigger.prompt;

import com.samskivert.mustache.Mustache;

/** What a template may consist of; looked at twice, in the text before the library parses it and in what it parsed. */
final class TemplateShape implements Mustache.Visitor {

    /** Thrown through the library's visit. */
    static final class Refused extends RuntimeException {
        Refused(String detail) {
            super(detail, null, false, false);
        }
    }

    private static final String ONLY = "only sections and variables are offered";

    /** Bounds what the library is given: length, kinds of tags, depth. */
    static void check(String text) throws TemplateError {
        if (text.isBlank()) {
            throw new TemplateError("a prompt needs a text");
        }
        if (text.length() > PromptTemplate.LONGEST) {
            throw new TemplateError("a prompt template has at most " + PromptTemplate.LONGEST + " characters");
        }
        int depth = 0;
        for (int at = text.indexOf("{{"); at >= 0; at = text.indexOf("{{", at)) {
            int end = text.indexOf("}}", at + 2);
            depth += depthOf(end < 0 ? "" : text.substring(at + 2, end).strip());
            if (depth > PromptTemplate.DEEPEST) {
                throw new TemplateError("sections may be " + PromptTemplate.DEEPEST + " deep");
            }
            at = end + 2;
        }
    }

    private static int depthOf(String tag) throws TemplateError {
        if (tag.isEmpty() || tag.contains("{{")) {
            throw new TemplateError("a tag has no name or does not end");
        }
        return switch (tag.charAt(0)) {
            case '#', '^' -> 1;
            case '/' -> -1;
            case '>', '<', '$', '=', '!' -> throw new TemplateError(ONLY + ", not {{" + tag.charAt(0));
            default -> 0;
        };
    }

    @Override
    public void visitText(String text) {}

    @Override
    public void visitVariable(String name) {}

    @Override
    public boolean visitSection(String name) {
        return true;
    }

    @Override
    public boolean visitInvertedSection(String name) {
        return true;
    }

    @Override
    public boolean visitInclude(String name) {
        throw new Refused(ONLY);
    }

    @Override
    public boolean visitParent(String name) {
        throw new Refused(ONLY);
    }

    @Override
    public boolean visitBlock(String name) {
        throw new Refused(ONLY);
    }
}
