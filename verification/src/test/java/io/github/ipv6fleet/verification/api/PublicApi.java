package io.github.ipv6fleet.verification.api;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a module exports, as text: type by type, member by member, in an order that does not change by itself. */
final class PublicApi {
    private PublicApi() {}

    /** The module of that class, wherever it is built. */
    static String of(Class<?> anyOfIt) throws IOException {
        ModuleReference module =
                ModuleFinder.of(place(anyOfIt)).findAll().iterator().next();
        List<String> exported = module.descriptor().exports().stream()
                .filter(export -> !export.isQualified())
                .map(ModuleDescriptor.Exports::source)
                .toList();
        Map<String, String> types = new TreeMap<>();
        try (ModuleReader files = module.open()) {
            for (String file :
                    files.list().filter(name -> name.endsWith(".class")).toList()) {
                String name = file.substring(0, file.length() - 6).replace('/', '.');
                Class<?> type = name.contains(".") && !name.endsWith("-info") ? load(name, anyOfIt) : null;
                if (type != null && exported.contains(type.getPackageName()) && isShown(type)) {
                    types.put(name, ApiText.of(type));
                }
            }
        }
        return head(module.descriptor()) + "\n" + String.join("\n", types.values());
    }

    private static boolean isShown(Class<?> type) {
        return !type.isAnonymousClass() && !type.isLocalClass() && ApiText.isShown(type);
    }

    private static String head(ModuleDescriptor module) {
        return "module " + module.name() + "\n"
                + module.requires().stream()
                        .filter(other -> other.modifiers().contains(ModuleDescriptor.Requires.Modifier.TRANSITIVE))
                        .map(other -> "  requires transitive " + other.name() + "\n")
                        .sorted()
                        .collect(Collectors.joining())
                + module.uses().stream()
                        .map(service -> "  uses " + service + "\n")
                        .sorted()
                        .collect(Collectors.joining());
    }

    private static Path place(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Class<?> load(String name, Class<?> beside) {
        try {
            return Class.forName(name, false, beside.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
