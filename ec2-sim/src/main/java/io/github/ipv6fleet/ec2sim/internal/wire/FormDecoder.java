package io.github.ipv6fleet.ec2sim.internal.wire;

import io.github.ipv6fleet.ec2sim.internal.Ec2Error;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Reads {@code application/x-www-form-urlencoded} text, strictly: bad escapes and bad UTF-8 are refused. */
public final class FormDecoder {
    private FormDecoder() {}

    /**
     * Returns the fields of a query string or form body by name; a name without "=" has the empty value.
     *
     * @param form one character per byte, as ISO 8859-1 reads them
     * @throws Ec2Error if a name is there twice, or an escape or the UTF-8 behind it is broken
     */
    public static Map<String, String> decode(String form) {
        Map<String, String> fields = new TreeMap<>();
        for (int start = 0; start < form.length(); ) {
            int end = form.indexOf('&', start);
            end = end < 0 ? form.length() : end;
            if (end > start) {
                int equals = form.indexOf('=', start);
                boolean bare = equals < 0 || equals > end;
                String name = unescape(form, start, bare ? end : equals);
                String value = bare ? "" : unescape(form, equals + 1, end);
                if (fields.put(name, value) != null) {
                    throw Ec2Error.refused("MalformedQueryString", "The parameter " + name + " is given twice");
                }
            }
            start = end + 1;
        }
        return fields;
    }

    /** As {@link #decode}, of text: what is not escaped in it is read as its UTF-8. */
    public static Map<String, String> decodeText(String form) {
        return decode(
                isAscii(form) ? form : new String(form.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
    }

    private static boolean isAscii(String text) {
        int together = 0;
        for (int i = 0; i < text.length(); i++) {
            together |= text.charAt(i);
        }
        return together < 0x80;
    }

    private static String unescape(String form, int start, int end) {
        if (isPlain(form, start, end)) {
            return form.substring(start, end);
        }
        byte[] bytes = new byte[end - start];
        int length = 0;
        int together = 0;
        for (int i = start; i < end; i++) {
            char c = form.charAt(i);
            if (c == '%') {
                int high = i + 2 < end ? Character.digit(form.charAt(i + 1), 16) : -1;
                int low = i + 2 < end ? Character.digit(form.charAt(i + 2), 16) : -1;
                if (high < 0 || low < 0) {
                    throw malformed();
                }
                bytes[length] = (byte) (high << 4 | low);
                i += 2;
            } else {
                bytes[length] = (byte) (c == '+' ? ' ' : c); // the reader hands over bytes as ISO 8859-1
            }
            together |= bytes[length++];
        }
        if (together >= 0) { // all of it ASCII, as nearly always
            return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw malformed();
        }
    }

    private static boolean isPlain(String form, int start, int end) {
        for (int i = start; i < end; i++) {
            char c = form.charAt(i);
            if (c == '%' || c == '+' || c >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private static Ec2Error malformed() {
        return Ec2Error.refused("MalformedQueryString", "The query string contains a syntax error");
    }
}
