package io.github.ipv6fleet.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipv6fleet.render.Container;
import java.util.List;
import java.util.Map;

/** A container as Compose reads it, of whose variables the dollar alone is left. */
record ComposeService(Map<?, ?> keys) {
    static ComposeService of(String text, String name) {
        Map<?, ?> services = (Map<?, ?>) ((Map<?, ?>) ReadUserData.yaml(text)).get("services");
        assertThat(services.keySet()).isEqualTo(java.util.Set.of(name));
        return new ComposeService((Map<?, ?>) services.get(name));
    }

    void is(Container container, String as) {
        assertThat(keys.get("image")).as(as).isEqualTo(container.image());
        assertThat(texts("command")).as(as).isEqualTo(container.command());
        assertThat(texts("env_file"))
                .as(as)
                .isEqualTo(container.envFile().stream().toList());
        List<String> known = List.of(
                "container_name", "image", "restart", "command", "env_file", "ports", "networks", "network_mode");
        assertThat(keys.keySet()).as(as).allMatch(key -> known.contains(key));
    }

    private List<String> texts(String key) {
        List<?> all = keys.get(key) == null ? List.of() : (List<?>) keys.get(key);
        return all.stream().map(text -> ((String) text).replace("$$", "$")).toList();
    }
}
