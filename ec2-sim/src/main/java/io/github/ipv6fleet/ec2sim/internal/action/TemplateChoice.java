package io.github.ipv6fleet.ec2sim.internal.action;

import io.github.ipv6fleet.ec2sim.Ec2Assumptions;
import io.github.ipv6fleet.ec2sim.internal.Ec2Error;
import io.github.ipv6fleet.ec2sim.internal.model.LaunchTemplate;
import io.github.ipv6fleet.ec2sim.internal.model.LaunchTemplate.Version;
import io.github.ipv6fleet.ec2sim.internal.model.World;
import io.github.ipv6fleet.ec2sim.internal.wire.Params;
import java.util.Map;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/** The template, and its version, that a launch is to take. */
record TemplateChoice(TemplateReference reference, String version) {
    private static final String NAME = "LaunchTemplate";

    /** Reads it from RunInstances; without a version it is the default one. */
    static @Nullable TemplateChoice read(Params params) {
        if (!params.has(NAME)) {
            return null;
        }
        Params choice = params.structure(NAME);
        return new TemplateChoice(TemplateReference.read(choice), choice.optional("Version", "$Default"));
    }

    Found in(World world) {
        LaunchTemplate template = reference.in(world);
        return new Found(template, TemplateReference.version(template, version), world.assumptions());
    }

    /** What was chosen, as it is at this moment. */
    record Found(LaunchTemplate template, Version version, Ec2Assumptions assumptions) {

        /** Returns the parameters of RunInstances that this template and {@code launch} make together. */
        NavigableMap<String, String> under(Map<String, String> launch) {
            NavigableMap<String, String> all = TemplateMerge.forLaunch(assumptions, version.data(), launch);
            all.keySet().removeIf(name -> name.startsWith(NAME + ".") || name.equals("DryRun"));
            return all;
        }

        /** EC2 User Guide, "Tag your resources": what EC2 itself writes on an instance that came from a template. */
        Map<String, String> systemTags() {
            return Map.of(
                    "aws:ec2launchtemplate:id", template.id(),
                    "aws:ec2launchtemplate:version", Long.toString(version.number()));
        }
    }

    /** Reads parameters that a template has completed; whatever is wrong with them is found as in any launch. */
    static LaunchRequest complete(Map<String, String> parameters) {
        Params params = Params.of(parameters);
        LaunchRequest request = LaunchRequest.read(params);
        params.refuseUnread();
        if (request.imageId().isEmpty()) {
            throw Ec2Error.missingParameter("ImageId");
        }
        return request;
    }
}
