package io.github.ipv6fleet.render.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What can be said of any rendered file without the program that reads it. */
final class FileText {
    private static final JsonFactory JSON = new JsonFactory();

    private FileText() {}

    /** Throws BadAnswer with what is wrong. */
    static String checked(String path, String content) {
        if (content.indexOf('\0') >= 0 || content.indexOf('\r') >= 0) {
            throw new BadAnswer(
                    "has a NUL or a carriage return in " + path + "; these are lines of text, each ended by a newline");
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(content)) {
            throw new BadAnswer("has half a surrogate pair in " + path + "; that has no bytes in UTF-8");
        }
        if (path.endsWith(".json")) {
            try (JsonParser parser = JSON.createParser(content)) {
                while (parser.nextToken() != null) {
                    parser.skipChildren();
                }
            } catch (IOException broken) {
                throw new BadAnswer("writes " + path + ", which is not JSON; quote every value by a JSON writer");
            }
        }
        return path + "\n" + content + "\n";
    }
}
