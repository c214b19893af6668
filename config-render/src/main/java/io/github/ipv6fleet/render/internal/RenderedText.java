package io.github.ipv6fleet.render.internal;

import io.github.ipv6fleet.render.FleetFile;
import io.github.ipv6fleet.render.HostConfig;
import io.github.ipv6fleet.render.HostFile;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All of what somebody's renderer has rendered, as one text; throws BadAnswer with what is wrong. */
public final class RenderedText {
    private RenderedText() {}

    /** Returns the files, and after them the document that would carry them. */
    public static String of(@Nullable HostConfig config) {
        if (config == null) {
            throw new BadAnswer("renders null; where there is nothing to say return an empty HostConfig");
        }
        StringBuilder text = new StringBuilder();
        for (HostFile file : config.files()) {
            text.append(FileText.checked(file.path(), file.content()));
        }
        return text.append(CloudConfig.of(config).text()).toString();
    }

    /** Returns the files. */
    public static String of(@Nullable List<FleetFile> files) {
        if (files == null) {
            throw new BadAnswer("renders null; where there is nothing to say return an empty list");
        }
        StringBuilder text = new StringBuilder();
        Set<String> paths = new HashSet<>();
        for (FleetFile file : files) {
            if (!paths.add(file.path())) {
                throw new BadAnswer("writes " + file.path() + " twice; give each file its own path");
            }
            text.append(FileText.checked(file.path(), file.content()));
        }
        return text.toString();
    }
}
