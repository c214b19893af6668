package io.github.ipv6fleet.verification.hosts;

import io.github.ipv6fleet.verification.packets.Shell;
import java.nio.file.Path;

/** The image that containers of these tests run: busybox, which serves HTTP and says who asked. */
final class TestImage {
    static final String NAME = "lab:1";

    private TestImage() {}

    /** Writes it as {@code docker import} reads it. */
    static Path write(Shell shell, Path folder) {
        Path tar = folder.resolve("image.tar");
        shell.run("sh", "-euc", """
                image=$(mktemp -d)
                mkdir -p "$image/bin" "$image/etc" "$image/tmp" "$image/root"
                cp /bin/busybox "$image/bin/busybox"
                for name in sh ip ping ping6 nc httpd sleep cat grep timeout; do ln -s busybox "$image/bin/$name"; done
                echo here >"$image/index.html"
                busybox tar -C "$image" -c . >"$0"
                rm -rf "$image"
                """, tar.toString());
        return tar;
    }
}
