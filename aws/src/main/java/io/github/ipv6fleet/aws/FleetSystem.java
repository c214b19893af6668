package io.github.ipv6fleet.aws;

import static java.util.Objects.requireNonNull;

import io.github.ipv6fleet.aws.internal.Input;
import io.github.ipv6fleet.render.Container;
import io.github.ipv6fleet.render.DockerEngine;
import io.github.ipv6fleet.render.Exposure;
import io.github.ipv6fleet.render.FleetRenderer;
import io.github.ipv6fleet.render.FleetRenderers;
import io.github.ipv6fleet.render.HostProfile;
import io.github.ipv6fleet.render.HostRenderer;
import io.github.ipv6fleet.render.Renderers;
import io.github.ipv6fleet.render.UserData;
import io.github.ipv6fleet.render.UserDataPart;
import java.util.ArrayList;
import java.util.List;

/**
 * What the hosts of a fleet are and what runs on them: what {@link io.github.ipv6fleet.Ipv6Fleet.Builder} inherits of that. Every
 * setter checks its one value. Not for use by several threads at once.
 */
public abstract class FleetSystem<B extends FleetSystem<B>> extends FleetOptions<B> {
    /** Called by the library's own builder. */
    protected FleetSystem() {}

    /** Adds a security group of the hosts, such as {@code sg-0eaf4395729820000}; launching needs at least one. */
    public B securityGroup(String id) {
        draft.securityGroups.add(Input.checked("sg", requireNonNull(id, "id")));
        return self();
    }

    /** Says the instance type; default: {@code t3.small}. */
    public B instanceType(String type) {
        return instanceTypes(type);
    }

    /**
     * Says which instance types there may be, the one wanted most first: where EC2 has no room for it, the next is
     * taken. They must share a processor architecture. Default: {@code t3.small} alone.
     */
    public B instanceTypes(String first, String... others) {
        requireNonNull(first, "first");
        requireNonNull(others, "others");
        List<String> types = new ArrayList<>(List.of(Input.type(first)));
        for (String other : others) {
            types.add(Input.type(requireNonNull(other, "others")));
        }
        draft.instanceTypes.clear();
        draft.instanceTypes.addAll(types);
        return self();
    }

    /** Says the image; default: the newest Ubuntu 24.04 of Canonical for the type's architecture. */
    public B image(String id) {
        draft.imageId = Input.checked("ami", requireNonNull(id, "id"));
        return self();
    }

    /**
     * Says the key pair that may log in by SSH, which EC2 has already; see {@link #importKeyPair} for one that it may
     * not have. Default: none.
     */
    public B keyPair(String name) {
        draft.keyPair = Input.keyPair(requireNonNull(name, "name"));
        return self();
    }

    /** Adds a tag to each instance, interface and volume; keys may not start with "aws:" or "ipv6-fleet:". */
    public B tag(String key, String value) {
        requireNonNull(key, "key");
        requireNonNull(value, "value");
        draft.tags.put(Input.tagKey(key), Input.tagValue(key, value));
        return self();
    }

    /** Says the Docker version to render for, such as {@code "28.5"}; default: {@link DockerEngine#DEFAULT}. */
    public B engine(String version) {
        draft.profile.engine(DockerEngine.of(requireNonNull(version, "version")));
        return self();
    }

    /** Says who reaches the containers' ports; default: {@link Exposure#PUBLISHED}, only those published. */
    public B exposure(Exposure exposure) {
        draft.profile.exposure(requireNonNull(exposure, "exposure"));
        return self();
    }

    /**
     * Adds a container that every host starts, at first boot and after each reboot. On each host the planner keeps
     * an address for it, by its name, unless it {@linkplain Container#nextAddress takes the next} or docker0 is
     * used, where no address can be kept. Default: hosts start none.
     */
    public B container(Container container) {
        draft.profile.container(container);
        return self();
    }

    /**
     * Says everything about the hosts' system at once, instead of {@link #engine}, {@link #exposure} and
     * {@link #container}.
     */
    public B profile(HostProfile profile) {
        draft.profile = requireNonNull(profile, "profile").toBuilder();
        return self();
    }

    /** Says which renderers make the hosts' files; default: {@link Renderers#standard()}. */
    public B renderers(Renderers renderers) {
        draft.renderers = requireNonNull(renderers, "renderers");
        return self();
    }

    /**
     * Adds a renderer, or puts it in the place of the one with the same id. Hosts that run and were made by others, or by
     * one that made something else of a sample host, are not what is wanted.
     */
    public B renderer(HostRenderer renderer) {
        draft.renderers = draft.renderers.with(requireNonNull(renderer, "renderer"));
        return self();
    }

    /**
     * Says which renderers make the files about the whole fleet that {@link io.github.ipv6fleet.Ipv6Fleet#render} writes; default:
     * {@link FleetRenderers#standard()}, a table, JSON and a picture.
     */
    public B fleetRenderers(FleetRenderers renderers) {
        draft.fleetRenderers = requireNonNull(renderers, "renderers");
        return self();
    }

    /** Adds a renderer of files about the whole fleet, or puts it in the place of the one with the same id. */
    public B renderer(FleetRenderer renderer) {
        draft.fleetRenderers = draft.fleetRenderers.with(requireNonNull(renderer, "renderer"));
        return self();
    }

    /**
     * Adds a part to the user data of every host, before the library's own; all of it together is at most
     * {@link UserData#MAX_BYTES}, or a message says which part is how large. Anybody who may describe the instances can
     * read it: no secrets. Hosts that run and were made with other parts are not what is wanted, so a part should be the same
     * in each run. Default: none.
     */
    public B userData(UserDataPart part) {
        draft.userDataParts.add(requireNonNull(part, "part"));
        return self();
    }
}
