package io.github.ipv6fleet.aws.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ipv6fleet.net.Ipv6Address;
import io.github.ipv6fleet.net.Ipv6Block;
import io.github.ipv6fleet.plan.FleetPlan;
import io.github.ipv6fleet.plan.HostPlan;
import io.github.ipv6fleet.plan.PlanException;
import io.github.ipv6fleet.render.FleetFile;
import io.github.ipv6fleet.render.FleetRenderer;
import io.github.ipv6fleet.render.HostConfig;
import io.github.ipv6fleet.render.HostRenderer;
import io.github.ipv6fleet.render.Renderers;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written to a folder, and what stands there already. */
class FileTreeTest {
    private static final String MOTD = "/etc/motd";

    private static final List<String> ABOUT_THE_FLEET = List.of("fleet.txt", "fleet.json", "fleet.mmd");

    @TempDir
    Path temp;

    @Test
    @DisplayName("files have their modes and nothing else is left, the second time over what the first wrote too")
    void write_twice() throws Exception {
        for (String text : List.of("first", "second")) {
            List<Path> written = write(temp.resolve("out"), MOTD, text);

            assertThat(temp.resolve("out/edge-1/etc/motd")).hasContent(text);
            assertThat(mode("out/edge-1/etc/motd")).isEqualTo("r--r-----");
            assertThat(mode("out/edge-1/user-data")).isEqualTo("rw-------");
            try (Stream<Path> all = Files.walk(temp)) {
                assertThat(all.filter(Files::isRegularFile)).containsExactlyInAnyOrderElementsOf(written);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"edge-1/etc/motd", "edge-1/user-data"})
    @DisplayName("a symbolic link in the place of a file is replaced, and what it leads to is left as it was")
    void linkInPlaceOfAFile_isReplaced(String file) throws Exception {
        Path precious = Files.writeString(temp.resolve("precious"), "precious");
        Files.setPosixFilePermissions(precious, PosixFilePermissions.fromString("rw-r--r--"));
        Path link = temp.resolve("out").resolve(file);
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, precious);

        write(temp.resolve("out"), MOTD, "text");

        assertThat(precious).hasContent("precious");
        assertThat(mode("precious")).isEqualTo("rw-r--r--");
        assertThat(link).isRegularFile();
        assertThat(Files.isSymbolicLink(link)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"edge-1", "edge-1/etc"})
    @DisplayName("a symbolic link in the place of a folder in the tree is refused by name, and nothing is behind it")
    void linkInPlaceOfAFolder_isRefused(String folder) throws Exception {
        Path elsewhere = Files.createDirectory(temp.resolve("elsewhere"));
        Path link = temp.resolve("out").resolve(folder);
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, elsewhere);

        assertThatThrownBy(() -> write(temp.resolve("out"), MOTD, "text"))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(link + ": is a symbolic link, which is not followed; remove it");
        assertThat(elsewhere).isEmptyDirectory();
    }

    @Test
    @DisplayName("the folder itself may be a link: its owner chose it")
    void folderThatIsALink() throws Exception {
        Path real = Files.createDirectory(temp.resolve("real"));
        Path link = Files.createSymbolicLink(temp.resolve("link"), real);

        write(link, MOTD, "text");

        assertThat(real.resolve("edge-1/etc/motd")).hasContent("text");
    }

    @Test
    @DisplayName("a folder in the place of a file, a file in the place of a folder: said, and no half file is left")
    void somethingElseInThePlace() throws Exception {
        Files.createDirectories(temp.resolve("a/edge-1/etc/motd/full"));
        Files.createDirectories(temp.resolve("b/edge-1"));
        Files.writeString(temp.resolve("b/edge-1/etc"), "");
        for (String folder : List.of("a", "b")) {
            assertThatThrownBy(() -> write(temp.resolve(folder), MOTD, "text"))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining(temp.resolve(folder) + "/edge-1/etc");
        }
        try (Stream<Path> all = Files.walk(temp)) {
            assertThat(all.filter(path -> path.toString().endsWith(".part"))).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/user-data", "/user-data/more"})
    @DisplayName("a rendered file in the place of the user data is refused before anything is written")
    void fileInPlaceOfTheUserData_isRefused(String path) {
        assertThatThrownBy(() -> write(temp.resolve("out"), path, "text"))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("host edge-1: file " + path + ": the user data stands in its place")
                .hasMessageContaining("; let its renderer give it another path");
        assertThat(temp).isEmptyDirectory();
        assertThat(write(temp.resolve("out"), "/user-data-2", "text")).hasSize(2 + ABOUT_THE_FLEET.size());
    }

    @Test
    @DisplayName("what is about the whole fleet stands beside the hosts, and the plan can be read back from it")
    void filesAboutTheFleet() throws Exception {
        List<Path> written = write(temp.resolve("out"), MOTD, "text");

        assertThat(written)
                .endsWith(ABOUT_THE_FLEET.stream()
                        .map(temp.resolve("out")::resolve)
                        .toArray(Path[]::new));
        assertThat(FleetPlan.fromJson(
                                Files.readString(temp.resolve("out/fleet.json")).strip())
                        .hosts())
                .extracting(HostPlan::name)
                .containsExactly("edge-1");
        assertThat(mode("out/fleet.json")).isEqualTo("rw-r--r--");
    }

    @ParameterizedTest
    @ValueSource(strings = {"edge-1", "edge-1/notes"})
    @DisplayName("a file about the fleet in the place of a host's is refused before anything is written")
    void fleetFileInPlaceOfAHost_isRefused(String path) {
        FleetRenderer notes = FleetRenderer.of("notes", plan -> List.of(FleetFile.of(path, "text")));

        assertThatThrownBy(() -> write(temp.resolve("out"), MOTD, "text", notes))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("file " + path + " about the fleet: the files of host edge-1 stand in its place");
        assertThat(temp).isEmptyDirectory();
    }

    @Test
    @DisplayName("a file system without POSIX permissions takes the files as well")
    void withoutPosix() throws Exception {
        try (FileSystem zip = FileSystems.newFileSystem(temp.resolve("out.zip"), Map.of("create", "true"))) {
            assertThat(zip.supportedFileAttributeViews()).doesNotContain("posix");
            for (String text : List.of("first", "second")) {
                write(zip.getPath("/out"), MOTD, text);
                assertThat(Files.readString(zip.getPath("/out/edge-1/etc/motd")))
                        .isEqualTo(text);
            }
            try (Stream<Path> all = Files.walk(zip.getPath("/"))) {
                assertThat(all.filter(Files::isRegularFile)).hasSize(2 + ABOUT_THE_FLEET.size());
            }
        }
    }

    private String mode(String file) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(temp.resolve(file)));
    }

    private static List<Path> write(Path folder, String path, String text, FleetRenderer... more) {
        HostPlan plan = HostPlan.builder(
                        "edge-1",
                        Ipv6Block.parse("2001:db8::/64"),
                        Ipv6Address.parse("2001:db8::4"),
                        Ipv6Block.parse("2001:db8:0:0:1::/80"))
                .build();
        HostRenderer one = HostRenderer.of(
                "one",
                (host, profile) -> HostConfig.builder().file(path, 0440, text).build());
        return FileTree.write(folder, FleetPlan.of("edge", List.of(plan)), settings(only(one), more));
    }

    private static Renderers only(HostRenderer renderer) {
        Renderers renderers = Renderers.standard();
        for (String id : renderers.ids()) {
            renderers = renderers.without(id);
        }
        return renderers.with(renderer);
    }

    private static FleetSettings settings(Renderers renderers, FleetRenderer... more) {
        FleetDraft draft = new FleetDraft();
        draft.name = "edge";
        draft.subnetIds.add("subnet-09a931730fa9e0000");
        draft.count = 1;
        draft.renderers = renderers;
        for (FleetRenderer renderer : more) {
            draft.fleetRenderers = draft.fleetRenderers.with(renderer);
        }
        return draft.settings();
    }
}
