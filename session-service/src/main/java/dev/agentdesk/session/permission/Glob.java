package dev.agentdesk.session.permission;

import com.google.re2j.Pattern;

/**
 * A glob over a whole text: {@code *} is any run of characters, {@code ?} is one, all else is itself.
 *
 * <p>Matches in linear time whatever it is given.
 */
final class Glob {

    private final Pattern pattern;

    Glob(String glob) {
        var regex = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            switch (c) {
                case '*' -> regex.append(".*");
                case '?' -> regex.append('.');
                default -> regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        pattern = Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    boolean matches(String text) {
        return pattern.matches(text);
    }
}
