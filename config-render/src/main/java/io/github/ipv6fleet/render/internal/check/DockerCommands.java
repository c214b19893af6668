package io.github.ipv6fleet.render.internal.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Finds {@code docker network create} and {@code docker run} in scripts, units and lists of commands, word by word as
 * most people write them. What stands in variables is not known, and nothing is said of it.
 */
final class DockerCommands {
    private static final Set<String> ENDS = Set.of(";", "&&", "||", "|", "&", "#");

    private final Map<String, PinnedAddresses> networks = new LinkedHashMap<>();

    private DockerCommands() {}

    static void check(String text, Findings findings) {
        DockerCommands commands = new DockerCommands();
        List<String> words = new ArrayList<>();
        int first = 0;
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (words.isEmpty()) {
                first = number;
            }
            boolean goesOn = line.endsWith("\\");
            String part = goesOn ? line.substring(0, line.length() - 1) : line;
            words.addAll(List.of(part.split("[\\s\"',\\[\\]]+", -1)));
            if (!goesOn) {
                commands.read(words, first);
                words = new ArrayList<>();
            }
        }
        commands.networks.values().forEach(network -> network.check(findings));
    }

    private void read(List<String> words, int line) {
        for (int i = 0; i + 2 < words.size(); i++) {
            if (!words.get(i).equals("docker") && !words.get(i).endsWith("/docker")) {
                continue;
            }
            String verb = words.get(i + 1);
            if (verb.equals("network") && words.get(i + 2).equals("create")) {
                network(rest(words, i + 3));
            } else if (verb.equals("run") || verb.equals("create")) {
                container(rest(words, i + 2), line);
            }
        }
    }

    /** The words up to the end of the command, an option with its value apart. */
    private static List<String> rest(List<String> words, int from) {
        List<String> rest = new ArrayList<>();
        for (String word : words.subList(from, words.size())) {
            if (ENDS.contains(word) || word.startsWith(">") || word.startsWith("2>")) {
                break;
            }
            int equals = word.indexOf('=');
            if (word.startsWith("--") && equals > 0) {
                rest.add(word.substring(0, equals));
                rest.add(word.substring(equals + 1));
            } else if (!word.isEmpty()) {
                rest.add(word.endsWith(";") ? word.substring(0, word.length() - 1) : word);
            }
        }
        return rest;
    }

    private static void options(List<String> words, BiConsumer<String, String> option) {
        for (int i = 0; i + 1 < words.size(); i++) {
            if (words.get(i).startsWith("--")) {
                option.accept(words.get(i), words.get(i + 1));
            }
        }
    }

    /** The name comes last. */
    private void network(List<String> words) {
        if (!words.isEmpty()) {
            PinnedAddresses network = of(words.get(words.size() - 1));
            network.isMade();
            options(words, (option, value) -> {
                if (option.equals("--subnet")) {
                    network.subnet(value);
                } else if (option.equals("--ip-range")) {
                    network.range(value);
                }
            });
        }
    }

    private void container(List<String> words, int line) {
        Map<String, String> said = new LinkedHashMap<>();
        options(words, said::putIfAbsent);
        Optional.ofNullable(said.getOrDefault("--network", said.get("--net")))
                .ifPresent(network -> of(network)
                        .container(
                                "container " + said.getOrDefault("--name", "without a name"),
                                Optional.ofNullable(said.get("--ip6")),
                                line));
    }

    private PinnedAddresses of(String network) {
        return networks.computeIfAbsent(network, PinnedAddresses::new);
    }
}
