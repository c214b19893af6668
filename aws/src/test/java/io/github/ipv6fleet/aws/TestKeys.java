package io.github.ipv6fleet.aws;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Public keys of ssh-keygen, whose private halves nobody has, with fingerprints as ssh-keygen and openssl say them. */
public final class TestKeys {
    public static final String ED25519 =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIQ9rN3IIIBBxhqPWNmeUsdcwdXvbX3kA2JEc+TZCQcf anna@example.org";
    public static final String OTHER =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFgqS9Tlqem1WYiZGhfLiz1m/7kLjhw6i4uCmqZbGd6X other";
    public static final String ECDSA =
            "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBG7klaOw"
                    + "NRp9kMiIVX9LAGPl1RAGwPqShyZjyt/5fi7vG5XSgGqUEYB8V5xk0EX7R7NBJnqSMjXA98me3zHl3KM= c";
    public static final String RSA =
            "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQDFfb5RR9kpuMJT1OFO7kF/QmcCsvPXjmSiZ0xSbatwZmn/8gUp"
                    + "Y1FH7ZwCOjgpU0HKKWd10LC8im8FG6xJIPtwtfQlZD8YQ2Irp3YHzjzTcKZsD5IIKlRC3J0AKEaeoZNarE5+f5w2A0"
                    + "ZsOHw/mW6U481kMzb1EDeGNl1cSDAhIhtAXVkcLzBMmy/c7r3q3DeFN3rriIoJ43jAlpVlNI0/aLeA5mC/0f4ydHhw"
                    + "K5sq/sPvZRHxTVo97W7zujP8giEbBapQD/18QAqgwJ1ksi5/MC1efnmHbGN5HHErJIZu5u4hRyVO8HsHCvUnepfvzf"
                    + "1eaT2qfQ4UV/Kr3syj9QTh"
                    + " anna@example.org";

    /** ssh-keygen -l -f */
    public static final String ED25519_SHA256 = "qQuLiE5axLtMfb6aPyb47XmIAcNalJMmoGaplUWJuk0";

    /** ssh-keygen -e -m PKCS8 -f FILE | openssl pkey -pubin -outform DER | openssl md5 -c */
    public static final String RSA_MD5_OF_DER = "4a:93:33:fb:97:78:ce:22:a3:e1:57:00:60:51:34:92";

    /** ssh-keygen -l -E md5 -f */
    public static final String RSA_MD5_OF_SSH = "b6:e8:23:6d:7f:17:81:60:8d:9a:d0:cb:1a:b8:41:a1";

    private TestKeys() {}

    public static Path file(Path folder, String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text + "\n");
    }
}
