package io.github.ipv6fleet.render.internal.check;

import io.github.ipv6fleet.render.DockerEngine;
import io.github.ipv6fleet.render.internal.check.ConfigNode.Kind;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whether values of daemon.json are what the engine's decoder can put in its places; it looks at undone ones too. */
final class DaemonTypes {
    private static final Pattern SIZE = Pattern.compile("\\d+(\\.\\d+)* ?[kKmMgGtTpP]?[iI]?[bB]?");

    private DaemonTypes() {}

    static void check(ConfigNode file, DockerEngine engine, Findings findings) {
        for (ConfigNode.Entry entry : file.entries()) {
            EngineKeys.find(entry.key(), engine)
                    .filter(row -> !fits(entry.value(), row.type()))
                    .ifPresent(row -> findings.refused(
                            entry.value().line(),
                            "value-type",
                            engine + " refuses the value of " + entry.key() + ": " + words(entry.value()),
                            "write " + row.type().words()));
        }
    }

    private static boolean fits(ConfigNode value, EngineKey.Type type) {
        if (value.is(Kind.NULL)) {
            return true;
        }
        return switch (type) {
            case BOOL -> value.is(Kind.BOOL);
            case INT -> isInt(value);
            case TEXT -> value.is(Kind.TEXT);
            case TEXTS -> all(value, EngineKey.Type.TEXT);
            case ADDRESS -> value.is(Kind.TEXT) && isAddress(value.text());
            case ADDRESSES -> all(value, EngineKey.Type.ADDRESS);
            case SIZE -> value.is(Kind.TEXT) && SIZE.matcher(value.text()).matches();
            case TEXT_MAP -> each(value, EngineKey.Type.TEXT);
            case BOOL_MAP -> each(value, EngineKey.Type.BOOL);
            case OPTIONS -> each(value, EngineKey.Type.TEXT_MAP);
            case OBJECT_MAP -> each(value, EngineKey.Type.OBJECT);
            case OBJECT -> value.is(Kind.MAP);
            case POOLS -> value.is(Kind.LIST) && value.items().stream().allMatch(DaemonTypes::isPool);
            case FLAG -> true;
        };
    }

    private static boolean all(ConfigNode list, EngineKey.Type type) {
        return list.is(Kind.LIST) && list.items().stream().allMatch(item -> fits(item, type));
    }

    private static boolean each(ConfigNode map, EngineKey.Type type) {
        return map.is(Kind.MAP) && map.entries().stream().allMatch(entry -> fits(entry.value(), type));
    }

    private static boolean isInt(ConfigNode value) {
        try {
            return value.is(Kind.INT)
                    && Long.toString(Long.parseLong(value.text())).length() > 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static boolean isAddress(String text) {
        return text.isEmpty() || CidrText.address(text).isPresent() || (CidrText.isIpv4(text) && !text.contains("/"));
    }

    /** Go's decoder does not look at the case of an inner object's keys. */
    private static boolean isPool(ConfigNode pool) {
        return pool.is(Kind.MAP)
                && fits(Pools.field(pool, "base").orElse(NOTHING), EngineKey.Type.TEXT)
                && fits(Pools.field(pool, "size").orElse(NOTHING), EngineKey.Type.INT);
    }

    private static final ConfigNode NOTHING = ConfigNode.scalar(0, Kind.NULL, "", false);

    private static String words(ConfigNode value) {
        Optional<String> scalar = switch (value.kind()) {
            case LIST, MAP -> Optional.empty();
            default -> Optional.of(value.quoted() ? "\"" + value.text() + "\"" : value.text());
        };
        return scalar.orElse(
                value.is(Kind.LIST) ? "a list whose parts do not fit" : "an object whose parts do not fit");
    }
}
