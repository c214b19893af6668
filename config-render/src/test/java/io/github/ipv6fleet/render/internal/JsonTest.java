package io.github.ipv6fleet.render.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipv6fleet.render.Parsed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {

    @Test
    void object_keepsOrderAndTypes() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("z", true);
        values.put("n", 1500);
        values.put("a", List.of("b", "c"));

        assertThat(Json.object(values)).isEqualTo("{\n  \"z\": true,\n  \"n\": 1500,\n  \"a\": [ \"b\", \"c\" ]\n}\n");
    }

    @Test
    void object_ofHostileText_givesItBack() {
        String hostile = "\"}, \\ \n\t\0\u2028 é \ud83d\ude00 ${x} `y`";

        assertThat(Parsed.of(Json.object(Map.of(hostile, hostile))).at(hostile).value())
                .isEqualTo(hostile);
    }
}
