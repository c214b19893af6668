package io.github.ipv6fleet.ec2sim.internal.action;

import io.github.ipv6fleet.ec2sim.AssumedRule;
import io.github.ipv6fleet.ec2sim.Ec2Assumptions;
import io.github.ipv6fleet.ec2sim.internal.wire.Params;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Parameters over those of a launch template: "any additional parameters that you specify … overwrite the corresponding
 * parameters" (EC2 API reference, RunInstances). How far that goes it does not say: of a structure it is the fields that
 * are given, of lists and of tags two {@link AssumedRule}s say it.
 */
final class TemplateMerge {
    private static final String TAGS = "TagSpecification";

    private TemplateMerge() {}

    /** Returns all parameters together; of each that is there twice, the later one's. */
    static NavigableMap<String, String> over(
            Ec2Assumptions assumptions, Map<String, String> template, Map<String, String> more) {
        boolean replace = assumptions.holds(AssumedRule.TEMPLATE_LISTS_ARE_REPLACED);
        Set<String> lists = more.keySet().stream()
                .filter(name -> name.matches("[A-Za-z0-9]+[.][0-9]+([.].*)?"))
                .map(TemplateMerge::head)
                .collect(Collectors.toSet());
        NavigableMap<String, String> all = new TreeMap<>();
        template.forEach((name, value) -> {
            if (!replace || !lists.contains(head(name))) {
                all.put(name, value);
            }
        });
        all.putAll(more);
        return all;
    }

    /** As {@link #over}, but tags of both are given; where a key is there twice, the launch's own value counts. */
    static NavigableMap<String, String> forLaunch(
            Ec2Assumptions assumptions, Map<String, String> template, Map<String, String> launch) {
        NavigableMap<String, String> all = over(assumptions, template, launch);
        if (!assumptions.holds(AssumedRule.TEMPLATE_TAGS_ARE_ADDED)) {
            return all;
        }
        Map<String, Map<String, String>> tags = tags(template);
        tags(launch)
                .forEach((type, own) ->
                        tags.computeIfAbsent(type, any -> new LinkedHashMap<>()).putAll(own));
        all.keySet().removeIf(name -> head(name).equals(TAGS));
        int place = 1;
        for (var each : tags.entrySet()) {
            String at = TAGS + "." + place++ + ".";
            all.put(at + "ResourceType", each.getKey());
            int tag = 1;
            for (var one : each.getValue().entrySet()) {
                all.put(at + "Tag." + tag + ".Key", one.getKey());
                all.put(at + "Tag." + tag++ + ".Value", one.getValue());
            }
        }
        return all;
    }

    private static Map<String, Map<String, String>> tags(Map<String, String> fields) {
        Map<String, Map<String, String>> tags = new LinkedHashMap<>();
        Params.of(fields).structures(TAGS, each -> {
            Map<String, String> own =
                    tags.computeIfAbsent(each.optional("ResourceType", ""), any -> new LinkedHashMap<>());
            each.structures("Tag", tag -> own.put(tag.optional("Key", ""), tag.optional("Value", "")));
            return each;
        });
        return tags;
    }

    private static String head(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }
}
