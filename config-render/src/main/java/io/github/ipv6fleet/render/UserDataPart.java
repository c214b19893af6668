package io.github.ipv6fleet.render;

import static java.util.Objects.requireNonNull;

import io.github.ipv6fleet.text.Shown;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * A part of user data that the caller adds: cloud-init takes it before the library's own. Keys that both say keep the
 * caller's value, except that lists, such as {@code runcmd}, are the caller's followed by the library's. Immutable,
 * safe for use by several threads.
 */
public final class UserDataPart {
    private static final Pattern TYPE = Pattern.compile("text/[a-z0-9-]{1,60}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,59}");

    private final String contentType;
    private final String name;
    private final String text;

    private UserDataPart(String contentType, String name, String text) {
        this.contentType = contentType;
        this.name = name;
        this.text = text;
    }

    /**
     * Returns a part of any kind that cloud-init knows.
     *
     * @param contentType such as {@code text/cloud-boothook} (cloud-init documentation, "User data formats")
     * @param name what it is called in logs and in the message about the size, such as {@code users.cfg}
     * @param text all of it
     */
    public static UserDataPart of(String contentType, String name, String text) {
        requireNonNull(contentType, "contentType");
        requireNonNull(name, "name");
        requireNonNull(text, "text");
        if (!TYPE.matcher(contentType).matches()) {
            throw new IllegalArgumentException("content type \"" + Shown.of(contentType)
                    + "\": is none of cloud-init's; write it as text/cloud-config or text/x-shellscript");
        }
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "user data part \"" + Shown.of(name) + "\": is not a plain file name; write it as users.cfg");
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new IllegalArgumentException("user data part " + name
                    + ": has half a surrogate pair, which has no bytes in UTF-8; repair where it was cut");
        }
        return new UserDataPart(contentType, name, text);
    }

    /** Returns a part of {@code #cloud-config} YAML; it must begin with that line. */
    public static UserDataPart cloudConfig(String name, String text) {
        return of("text/cloud-config", name, begun(name, text, "#cloud-config"));
    }

    /** Returns a script, run once and before the host is brought up; it must begin with {@code #!}. */
    public static UserDataPart shellScript(String name, String text) {
        return of("text/x-shellscript", name, begun(name, text, "#!"));
    }

    private static String begun(String name, String text, String begin) {
        requireNonNull(name, "name");
        requireNonNull(text, "text");
        if (!text.startsWith(begin)) {
            throw new IllegalArgumentException("user data part " + Shown.of(name) + ": does not begin with " + begin
                    + ", by which cloud-init knows it; put that first");
        }
        return text;
    }

    /** Returns the kind, such as {@code text/cloud-config}. */
    public String contentType() {
        return contentType;
    }

    /** Returns what it is called. */
    public String name() {
        return name;
    }

    /** Returns all of its text. */
    public String text() {
        return text;
    }

    /** Returns name and size, not the text: user data does not belong into logs. */
    @Override
    public String toString() {
        return name + " (" + contentType + ", " + text.length() + " characters)";
    }
}
