package io.github.ipv6fleet.render;

import static java.util.Objects.requireNonNull;

import io.github.ipv6fleet.annotations.Experimental;
import io.github.ipv6fleet.plan.HostSpec;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A container that every host of a profile starts, at first boot and after each reboot:
 * {@code Container.of("web", "nginx:1.27").publish(80)}. By default it runs the command of its image, publishes
 * nothing, is started again whenever it ends, and has the address that the plan of its host has for its name. Each
 * start makes it anew: what it should keep belongs elsewhere. Immutable, safe for use by several threads.
 *
 * <p>There are no environment values on purpose: user data can be read by whoever may describe the instance, and by
 * every process on the host. Say where the host has them by {@link #envFile}. Whoever needs more of an engine than this
 * has {@link Renderers#composeFile}.
 */
@Experimental
public final class Container {
    private final String name;
    private final String image;
    private final List<String> command;
    private final List<PublishedPort> ports;
    private final RestartPolicy restart;
    private final @Nullable String envFile;
    private final boolean nextAddress;

    private Container(Draft draft) {
        name = draft.name;
        image = draft.image;
        command = List.copyOf(draft.command);
        ports = List.copyOf(draft.ports);
        restart = draft.restart;
        envFile = draft.envFile;
        nextAddress = draft.nextAddress;
    }

    /**
     * Returns a container of that image.
     *
     * @param name 2 to 63 lower-case letters, digits and inner hyphens; the plan knows it by the same name
     * @param image such as {@code nginx:1.27}, or better with a digest, which always means the same bytes:
     *     {@code registry.example/web@sha256:...}
     */
    public static Container of(String name, String image) {
        requireNonNull(name, "name");
        requireNonNull(image, "image");
        HostSpec.builder("host").container(name); // checks the name, where names are known
        if (name.length() < 2) {
            throw new IllegalArgumentException(
                    "container name \"" + name + "\": is too short for Docker; give 2 to 63 characters, such as web");
        }
        return new Container(new Draft(name, ImageName.checked(image)));
    }

    /** Opens TCP ports, at the container's own address; default: none. */
    public Container publish(int... ports) {
        requireNonNull(ports, "ports");
        return with(draft -> {
            for (int port : ports) {
                draft.publish(PublishedPort.tcp(port));
            }
        });
    }

    /** Opens UDP ports, at the container's own address; default: none. */
    public Container publishUdp(int... ports) {
        requireNonNull(ports, "ports");
        return with(draft -> {
            for (int port : ports) {
                draft.publish(PublishedPort.udp(port));
            }
        });
    }

    /** Opens any port. One that is mapped to another of the host is refused where the engine would ignore that. */
    public Container publish(PublishedPort port) {
        return with(draft -> draft.publish(requireNonNull(port, "port")));
    }

    /** Says what to run instead of the image's own command, word by word; no shell looks at them. */
    public Container command(String... words) {
        requireNonNull(words, "words");
        Stream.of(words).forEach(word -> {
            if (word.indexOf('\0') >= 0 || word.codePoints().anyMatch(c -> c >= 0xd800 && c <= 0xdfff)) {
                throw new IllegalArgumentException("container " + name + ": a word of its command has a NUL or half a"
                        + " surrogate pair, which no program can be given; remove it");
            }
        });
        return with(draft -> draft.command = List.of(words));
    }

    /** Says when it is started again; default: {@link RestartPolicy#ALWAYS}. */
    public Container restart(RestartPolicy policy) {
        return with(draft -> draft.restart = requireNonNull(policy, "policy"));
    }

    /**
     * Says which file of the host has its environment, a {@code NAME=value} per line; default: none. It must be there
     * before the container starts: on the image, or fetched by a command of an earlier phase.
     */
    public Container envFile(String path) {
        HostFile.of(path, 0600, ""); // checks the path, where paths are known
        return with(draft -> draft.envFile = path);
    }

    /**
     * Takes whatever address is next when it starts, which may be another after each start. Default: the plan has one
     * for it, for good.
     */
    public Container nextAddress() {
        return with(draft -> draft.nextAddress = true);
    }

    /** Returns the name, by which the plan knows its address. */
    public String name() {
        return name;
    }

    /** Returns the image, as it was given. */
    public String image() {
        return image;
    }

    /** Returns the words to run; empty for the image's own. */
    public List<String> command() {
        return command;
    }

    /** Returns the ports that are open, in the order in which they were added. */
    public List<PublishedPort> ports() {
        return ports;
    }

    /** Returns when it is started again. */
    public RestartPolicy restart() {
        return restart;
    }

    /** Returns the file of the host that has its environment. */
    public Optional<String> envFile() {
        return Optional.ofNullable(envFile);
    }

    /** Returns whether no address is planned for it. */
    public boolean takesNextAddress() {
        return nextAddress;
    }

    private Container with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return new Container(draft);
    }

    private List<Object> parts() {
        return List.of(name, image, command, ports, restart, envFile(), nextAddress);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Container container && parts().equals(container.parts());
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, image);
    }

    /** Returns such as {@code web of nginx:1.27, ports [80/tcp]}; without the command, which may be long. */
    @Override
    public String toString() {
        return name + " of " + image + (ports.isEmpty() ? "" : ", ports " + ports);
    }

    /** The one place where a part is changed. */
    private static final class Draft {
        private final String name;
        private final String image;
        private List<String> command = List.of();
        private List<PublishedPort> ports = List.of();
        private RestartPolicy restart = RestartPolicy.ALWAYS;
        private @Nullable String envFile;
        private boolean nextAddress;

        private Draft(String name, String image) {
            this.name = name;
            this.image = image;
        }

        private Draft(Container from) {
            this(from.name, from.image);
            command = from.command;
            ports = from.ports;
            restart = from.restart;
            envFile = from.envFile;
            nextAddress = from.nextAddress;
        }

        private void publish(PublishedPort port) {
            ports = Stream.concat(ports.stream(), Stream.of(port)).distinct().toList();
        }
    }
}
