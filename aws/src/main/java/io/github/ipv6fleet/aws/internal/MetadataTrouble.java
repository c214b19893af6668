package io.github.ipv6fleet.aws.internal;

import java.io.IOException;
import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Why an instance metadata service gave no answer that can be used. The message says so; the kind, what can be done. */
final class MetadataTrouble extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** From what says least about the place where we are to what says most. */
    enum Kind {
        /** Nobody is there. */
        UNREACHABLE("this is no EC2 instance, or something keeps its metadata away, as hosts of Ipv6Fleet do from their"
                + " containers; read it on an instance itself"),
        /** Somebody else is there. */
        FOREIGN("read it on an EC2 instance, or give the endpoint of an IMDSv2 with reader().endpoint(...)"),
        /** What it says is no metadata. */
        UNREADABLE("this is not what EC2 says; look at the answer with curl"),
        SWITCHED_OFF(
                "switch it on with aws ec2 modify-instance-metadata-options --instance-id ID --http-endpoint enabled"),
        /** It takes connections, and then says nothing. */
        SILENT("in a container the answer to a request for a token does not arrive where the hop limit is 1; read it on"
                + " the host, or say aws ec2 modify-instance-metadata-options --instance-id ID"
                + " --http-put-response-hop-limit 2"),
        /** It broke off, is throttling, or has a fault of its own. */
        BUSY("read it again later"),
        /** Our token is no longer one. */
        EXPIRED("read it again; a token that has just been made is refused"),
        INTERRUPTED("read it again");

        private final String remedy;

        Kind(String remedy) {
            this.remedy = remedy;
        }
    }

    private final Kind kind;

    MetadataTrouble(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }

    /** Returns whether another try may do. */
    boolean passes() {
        return kind == Kind.SILENT || kind == Kind.BUSY;
    }

    String remedy() {
        return kind.remedy;
    }

    /** Returns the one of these that says most; where none of them reached anybody, all together. */
    static MetadataTrouble most(List<MetadataTrouble> all) {
        MetadataTrouble most = all.get(0);
        for (MetadataTrouble each : all) {
            most = each.kind.compareTo(most.kind) > 0 ? each : most;
        }
        return most.kind != Kind.UNREACHABLE
                ? most
                : new MetadataTrouble(
                        Kind.UNREACHABLE,
                        all.stream().map(MetadataTrouble::getMessage).collect(Collectors.joining(", ")),
                        most);
    }
}
