package io.github.ipv6fleet.verification.hosts;

import io.github.ipv6fleet.render.AptRepository;
import io.github.ipv6fleet.render.OperatingSystem;
import io.github.ipv6fleet.verification.packets.Shell;
import java.nio.file.Path;
import java.util.List;

/**
 * Two signed apt repositories, made of packages of Debian and served to the VPC: Debian's archive as far as an engine needs
 * it, and one that is laid out as Docker's, with Debian's engine under the names of Docker's packages. Each has a key of its own,
 * made for this run. Docker's has a later version besides, with nothing in it, which nobody asked for.
 */
final class PackageRepository {
    static final String ADDRESS = "2001:db8:1::80";

    /** What nobody shall install. */
    static final String LATER = "5:27.5.1-1~lab";

    /** $1 packages, $2 folder to serve, $3 folder of keys. */
    private static final String BUILD = """
            packages=$1 out=$2 keys=$3
            arch=$(dpkg --print-architecture)
            parts=$(mktemp -d)

            key() { # NAME
              gpg --homedir "$keys" --batch --quiet --passphrase '' --quick-generate-key "$1" ed25519 sign never
            }

            repository() { # FOLDER KEY SUITE COMPONENT
              cd "$out/$1"
              mkdir -p "dists/$3/$4/binary-$arch"
              apt-ftparchive packages pool >"dists/$3/$4/binary-$arch/Packages"
              apt-ftparchive -o "APT::FTPArchive::Release::Suite=$3" -o "APT::FTPArchive::Release::Codename=$3" \\
                -o "APT::FTPArchive::Release::Components=$4" -o "APT::FTPArchive::Release::Architectures=$arch" \\
                release "dists/$3" >Release
              gpg --homedir "$keys" --batch --local-user "$2" --clearsign --output "dists/$3/InRelease" Release
              gpg --homedir "$keys" --batch --armor --export "$2" >gpg
            }

            renamed() { # DEBIAN'S DOCKER'S
              dpkg-deb --raw-extract "$packages/$1"_*.deb "$parts/$2"
              version=$(sed -n -E 's/^Version: ([0-9.]+).*/\\1/p' "$parts/$2/DEBIAN/control")
              sed -i -E -e "s/^Package: .*/Package: $2/" -e "s/^Version: .*/Version: $epoch$version-1~lab/" -e '/^Conflicts:/d' \\
                -e '/^(Pre-)?Depends:/s/\\bcontainerd\\b[^,]*/containerd.io/' -e '/^Depends:/s/\\bdocker-cli\\b[^,]*/docker-ce-cli/' \\
                "$parts/$2/DEBIAN/control"
              dpkg-deb -Znone --build "$parts/$2" "$out/docker/pool/" >/dev/null
            }

            later() { # NAME
              mkdir -p "$parts/$1-later/DEBIAN"
              printf '%%s\\n' "Package: $1" 'Version: %1$s' "Architecture: $arch" 'Maintainer: nobody <nobody@example.org>' \\
                'Description: a later version, which nobody asked for' >"$parts/$1-later/DEBIAN/control"
              dpkg-deb -Znone --build "$parts/$1-later" "$out/docker/pool/" >/dev/null
            }

            mkdir -p "$out/docker/pool" "$out/debian/pool" "$keys"
            chmod 0700 "$keys"
            key debian
            key docker
            cp "$packages"/*.deb "$out/debian/pool/"
            rm "$out"/debian/pool/docker.io_* "$out"/debian/pool/docker-cli_* "$out"/debian/pool/containerd_*
            epoch=5:
            renamed docker.io docker-ce
            renamed docker-cli docker-ce-cli
            epoch=
            renamed containerd containerd.io
            later docker-ce
            later docker-ce-cli
            repository debian debian trixie main
            repository docker docker trixie stable
            gpgconf --homedir "$keys" --kill all
            rm -rf "$parts"
            """.formatted(LATER);

    private final Shell shell;
    private final Path folder;
    private final Path keys;

    private PackageRepository(Shell shell, Path folder, Path keys) {
        this.shell = shell;
        this.folder = folder;
        this.keys = keys;
    }

    /** Makes both of the packages in a folder; {@code work} is a new folder. */
    static PackageRepository make(Shell shell, Path packages, Path work) {
        Path served = work.resolve("served");
        Path keys = work.resolve("keys");
        shell.attempt(
                        "make the repositories",
                        List.of("sh", "-euc", BUILD, "make", packages.toString(), served.toString(), keys.toString()))
                .orFail();
        return new PackageRepository(shell, served, keys);
    }

    Path folder() {
        return folder;
    }

    /** The one that is laid out as Docker's. */
    AptRepository docker() {
        String uri = "http://[" + ADDRESS + "]/docker";
        return AptRepository.docker(OperatingSystem.DEBIAN_13).toBuilder()
                .uri(uri)
                .suite("trixie")
                .keyUri(uri + "/gpg")
                .fingerprint(fingerprint("docker"))
                .build();
    }

    /** The key of Debian's archive here, in ASCII armor. */
    String debianKey() {
        return shell.run("cat", folder.resolve("debian/gpg").toString());
    }

    String fingerprint(String key) {
        return shell.run("gpg", "--homedir", keys.toString(), "--batch", "--with-colons", "--list-keys", key)
                .lines()
                .filter(line -> line.startsWith("fpr:"))
                .findFirst()
                .map(line -> line.split(":", -1)[9])
                .orElseThrow();
    }

    /** Has somebody else sign what is served. */
    void signByAnother() {
        shell.run("sh", "-euc", """
                cd "$0/docker"
                gpg --homedir "$1" --batch --yes --local-user debian --clearsign --output dists/trixie/InRelease Release
                gpgconf --homedir "$1" --kill all
                """, folder.toString(), keys.toString());
    }
}
