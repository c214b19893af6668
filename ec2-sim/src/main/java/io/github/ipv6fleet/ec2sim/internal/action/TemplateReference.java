package io.github.ipv6fleet.ec2sim.internal.action;

import io.github.ipv6fleet.ec2sim.internal.Ec2Error;
import io.github.ipv6fleet.ec2sim.internal.model.Ids;
import io.github.ipv6fleet.ec2sim.internal.model.LaunchTemplate;
import io.github.ipv6fleet.ec2sim.internal.model.LaunchTemplate.Version;
import io.github.ipv6fleet.ec2sim.internal.model.World;
import io.github.ipv6fleet.ec2sim.internal.wire.Params;
import org.jspecify.annotations.Nullable;

/** A launch template as a request names it: by its id or by its name. */
record TemplateReference(@Nullable String id, @Nullable String name) {

    /** EC2 API reference: "You must specify either the launch template ID or the launch template name, but not both." */
    static TemplateReference read(Params params) {
        String id = params.optional("LaunchTemplateId");
        String name = params.optional("LaunchTemplateName");
        if (id == null && name == null) {
            throw Ec2Error.missingParameter("launchTemplateId");
        }
        if (id != null && name != null) {
            throw Ec2Error.invalidCombination(
                    "You must specify either the launch template ID or the launch template" + " name, but not both");
        }
        return new TemplateReference(id, name);
    }

    LaunchTemplate in(World world) {
        return id != null ? byId(world, id) : byName(world, String.valueOf(name));
    }

    static LaunchTemplate byId(World world, String id) {
        if (!Ids.wellFormed("lt", id)) { // (D) names the form
            throw Ec2Error.malformedId("InvalidLaunchTemplateId.Malformed", id);
        }
        LaunchTemplate found = world.templates().get(id);
        if (found == null || !world.isKnown(found.order())) {
            throw Ec2Error.refused(
                    "InvalidLaunchTemplateId.NotFound",
                    "The specified launch template, with template ID " + id + ", does not exist.");
        }
        return found;
    }

    static LaunchTemplate byName(World world, String name) {
        return world.templates().values().stream()
                .filter(each -> each.name().equals(name) && world.isKnown(each.order()))
                .findFirst()
                .orElseThrow(() -> Ec2Error.refused(
                        "InvalidLaunchTemplateName.NotFoundException",
                        "The specified launch template, with template name " + name + ", does not exist."));
    }

    /** Finds {@code $Latest}, {@code $Default} or a number. */
    static Version version(LaunchTemplate template, String text) {
        long number = switch (text) {
            case "$Latest" -> template.latestNumber();
            case "$Default" -> template.defaultNumber();
            default -> number(text);
        };
        Version found = template.versions().get(number);
        if (found == null) {
            throw Ec2Error.refused(
                    "InvalidLaunchTemplateId.VersionNotFound",
                    "Could not find the specified version " + text + " for the launch template with ID " + template.id()
                            + ".");
        }
        return found;
    }

    static long number(String text) {
        if (!text.matches("[0-9]{1,18}")) {
            throw Ec2Error.invalidValue("The specified launch template version '" + text
                    + "' is not valid; it is $Latest, $Default or a number");
        }
        return Long.parseLong(text);
    }
}
