package io.github.ipv6fleet.verification;

import io.github.ipv6fleet.Ipv6Fleet;
import io.github.ipv6fleet.plan.HostSpec;
import io.github.ipv6fleet.render.AptRepository;
import io.github.ipv6fleet.render.Container;
import io.github.ipv6fleet.render.DockerEngine;
import io.github.ipv6fleet.render.HostCommand;
import io.github.ipv6fleet.render.HostConfig;
import io.github.ipv6fleet.render.HostRenderer;
import io.github.ipv6fleet.render.OperatingSystem;
import io.github.ipv6fleet.render.Phase;
import io.github.ipv6fleet.render.Renderers;
import io.github.ipv6fleet.render.UplinkMatch;
import io.github.ipv6fleet.render.UserDataPart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A fleet to every setter of which hostile values were given; knows which of them were taken. */
final class HostileDraft {
    private static final String KEY =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPyxjAJ9sm2lqj5zMDNQ4VfUClZYnnqzFqxRhpdKWzZI";

    final Map<String, String> tags = new LinkedHashMap<>();
    final Map<String, String> parts = new LinkedHashMap<>();
    final Map<String, String> files = new LinkedHashMap<>();

    @Nullable
    String keyPair;

    Container container = Container.of("web", "nginx");

    private final Ipv6Fleet.Builder fleet;
    private final HostileValues values;
    private final BiConsumer<String, @Nullable IllegalArgumentException> count;
    private @Nullable String comment;

    HostileDraft(
            Ipv6Fleet.Builder fleet,
            HostileValues values,
            Path folder,
            BiConsumer<String, @Nullable IllegalArgumentException> count) {
        this.fleet = fleet;
        this.values = values;
        this.count = count;
        words();
        ofEc2(folder);
        containers();
        renderers();
    }

    Ipv6Fleet build() {
        return fleet.host("a").container(container).build();
    }

    /** What cloud-init is to authorise: of the comment the rest of the line, byte by byte, with all but printable ASCII replaced. */
    List<String> authorisedKeys() {
        if (comment == null) {
            return List.of();
        }
        String bytes = new String(comment.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        String left = bytes.lines().findFirst().orElse("").strip().replaceAll("[^ -~]", "?");
        return List.of(left.isEmpty() ? KEY : KEY + " " + left);
    }

    /** Where something else than a word of letters is always refused: nothing of it may be left behind. */
    private void words() {
        door("name", fleet::name);
        door("host", text -> Ipv6Fleet.builder().host(text));
        door("pin", text -> HostSpec.builder("b").address(text));
        door("block", text -> HostSpec.builder("b").containers(text));
        door("subnet", fleet::subnet);
        door("group", fleet::securityGroup);
        door("type", fleet::instanceType);
        door("image id", fleet::image);
        door("within", fleet::within);
        door("reserve", fleet::reserve);
        door("exclude", fleet::exclude);
        door("engine", fleet::engine);
        door("accept", fleet::accept);
        door("version", DockerEngine::of);
        door("driver", UplinkMatch::driver);
        door("uplink", UplinkMatch::name);
        door("mac", UplinkMatch::macAddress);
        door("codename", text -> OperatingSystem.builder("Debian 13", "debian", text));
        door(
                "suite",
                text -> AptRepository.docker(OperatingSystem.DEBIAN_13).toBuilder()
                        .suite(text));
        door("step", text -> HostConfig.builder().command(Phase.AFTER_ENGINE, text, "true"));
        door("variable", text -> HostCommand.of("a", "true").with(text, "1"));
        door("package", text -> HostConfig.builder().packages(text));
        door("unit", text -> HostConfig.builder().units(text));
    }

    private void ofEc2(Path folder) {
        for (int n = values.below(4); n > 0; n--) {
            String key = values.next();
            String value = values.next();
            door("tag", key, text -> {
                fleet.tag(text, value);
                tags.put(text, value);
            });
        }
        door("key pair", text -> {
            fleet.importKeyPair(text, written(folder, "pair.pub", KEY));
            keyPair = text;
        });
        door("key comment", text -> {
            fleet.sshKey(written(folder, "key.pub", KEY + " " + text));
            comment = text;
        });
        for (int n = values.below(3); n > 0; n--) {
            String name = "part-" + n + ".txt";
            door("part", text -> {
                fleet.userData(UserDataPart.of("text/plain", name, text));
                parts.put(name, text);
            });
        }
        door("part name", text -> UserDataPart.of("text/plain", text, "a"));
        door("part type", text -> UserDataPart.of(text, "a", "a"));
    }

    private void containers() {
        container = taken("container", () -> Container.of(values.next(), "nginx"), container);
        container = taken("image", () -> Container.of("web", values.next()), container);
        container = taken("command", () -> container.command(values.next(), values.next(), values.next()), container);
        container = taken("env file", () -> container.envFile(values.next()), container);
        if (values.coin()) {
            container = taken("env file", () -> container.envFile("/etc/web.env"), container);
        }
    }

    /** Whoever writes a renderer can put any text in a file. */
    private void renderers() {
        String content = values.next();
        door("content", content, text -> {
            HostRenderer mine = HostRenderer.of(
                    "mine",
                    (plan, profile) ->
                            HostConfig.builder().file("/etc/mine", 0640, text).build());
            if (text.length() < 10_000 && text.chars().noneMatch(c -> Character.isSurrogate((char) c))) {
                files.put("/etc/mine", text);
                fleet.renderer(mine);
            }
        });
        door("path", text -> HostConfig.builder().file(text, 0640, ""));
        fleet.renderer(Renderers.compose());
    }

    private void door(String name, Consumer<String> setter) {
        door(name, values.next(), setter);
    }

    private void door(String name, String value, Consumer<String> setter) {
        taken(
                name,
                () -> {
                    setter.accept(value);
                    return true;
                },
                true);
    }

    private <T> T taken(String door, Supplier<T> made, T otherwise) {
        try {
            T taken = made.get();
            count.accept(door, null);
            return taken;
        } catch (IllegalArgumentException e) {
            count.accept(door, e);
            return otherwise;
        }
    }

    private static Path written(Path folder, String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("no file can have half a surrogate pair", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
