package io.github.ipv6fleet.verification;

import java.util.List;
import java.util.Random;

/** Values of somebody who wants to get out of where they are put; by a seed that is said, so that they can be had again. */
final class HostileValues {
    private static final List<String> PIECES = List.of(
            "'",
            "\"",
            "\\",
            "$(reboot)",
            "`reboot`",
            "${IFS}",
            "$1",
            "$$",
            ";",
            "&",
            "&&",
            "|",
            ">",
            "<",
            "*",
            "?",
            "[a]",
            "~",
            "!",
            "#",
            " #",
            ": ",
            "- ",
            "? ",
            "{",
            "}",
            ",",
            "%",
            "%n",
            "%s",
            "@",
            "&a",
            "*a",
            "!!int ",
            "<<",
            "---",
            "...",
            "\n",
            "\r\n",
            "\t",
            " ",
            "no",
            "null",
            "0600",
            "1e3",
            "12:34:56:12:34:56",
            "=",
            "/",
            "..",
            "../../etc/passwd",
            "-x",
            "--privileged",
            "\\n",
            "\\u0000",
            "\u0000",
            "\u0001",
            "\u001b[2J",
            "\u007f",
            "\u0085",
            "\u00a0",
            "\u2028",
            "\u202e",
            "\ufeff",
            "\uffff",
            "\ud800",
            "\udc00",
            "\ud83d\ude00",
            "\u00e9",
            "\u0430",
            "</value>",
            "<![CDATA[",
            "]]>",
            "--ipv6-fleet-0\n",
            "Content-Type: text/x-shellscript\n",
            "EOF\n",
            "]}",
            "\"}",
            "a",
            "edge-1",
            "web",
            "aws:",
            "ipv6-fleet:fleet");

    private final long seed = Long.getLong("ipv6fleet.seed", new Random().nextLong());
    private final Random random = new Random(seed);

    /** Says how a failure is had again. */
    String replay() {
        return "replay with -Dipv6fleet.seed=" + seed;
    }

    /** Mostly short, now and then a megabyte. */
    String next() {
        StringBuilder text = new StringBuilder();
        for (int n = 1 + random.nextInt(5); n > 0; n--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return random.nextInt(150) == 0 ? text.toString().repeat((1 << 20) / text.length()) : text.toString();
    }

    boolean coin() {
        return random.nextBoolean();
    }

    int below(int bound) {
        return random.nextInt(bound);
    }
}
