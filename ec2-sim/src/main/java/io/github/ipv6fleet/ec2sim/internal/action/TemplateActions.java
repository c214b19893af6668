package io.github.ipv6fleet.ec2sim.internal.action;

import io.github.ipv6fleet.ec2sim.AssumedRule;
import io.github.ipv6fleet.ec2sim.internal.Ec2Error;
import io.github.ipv6fleet.ec2sim.internal.model.LaunchTemplate;
import io.github.ipv6fleet.ec2sim.internal.model.World;
import io.github.ipv6fleet.ec2sim.internal.wire.Params;
import io.github.ipv6fleet.ec2sim.internal.wire.Xml;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;

/** Launch templates: made, shown, given another default version, deleted. */
final class TemplateActions {
    /** EC2 API reference, CreateLaunchTemplate: "Maximum 128 ASCII characters". */
    static final int LONGEST_TOKEN = 128;

    /** EC2 API reference, DescribeLaunchTemplates: pages of 1 to 200. */
    static final int MOST = 200;

    private static final Filters<LaunchTemplate> FILTERS = new Filters<LaunchTemplate>()
            .on("create-time", each -> Times.text(each.created()))
            .on("launch-template-name", LaunchTemplate::name)
            .tags(LaunchTemplate::id);

    private TemplateActions() {}

    static void register(Map<String, Action> actions) {
        actions.put("CreateLaunchTemplate", TemplateActions::create);
        actions.put("DeleteLaunchTemplate", TemplateActions::delete);
        actions.put("DescribeLaunchTemplates", TemplateActions::describe);
        actions.put("ModifyLaunchTemplate", TemplateActions::modify);
    }

    private static Action.Effect create(Params params) {
        String name = params.required("LaunchTemplateName");
        String description = params.optional("VersionDescription", "");
        NavigableMap<String, String> data = data(params);
        String token = params.optional("ClientToken");
        TagSpecifications tags = TagSpecifications.read(params, "launch-template");
        params.refuse("Operator");
        if (!name.matches("[a-zA-Z0-9().\\-/_]{3,128}")) { // (D)
            throw Ec2Error.refused(
                    "InvalidLaunchTemplateName.MalformedException",
                    "A launch template name must be between 3 and 128 characters, and may contain letters, numbers, and"
                            + " the following characters: - ( ) . / _");
        }
        return (world, answer) -> {
            LaunchTemplate made = world.tokens()
                    .once("CreateLaunchTemplate", token, LONGEST_TOKEN, params.asMap(), LaunchTemplate.class, () -> {
                        LaunchTemplate each = add(world, name, description, data);
                        tags.apply(world, "launch-template", each.id());
                        return each;
                    });
            answer.element("launchTemplate", xml -> write(xml, world, made));
        };
    }

    private static LaunchTemplate add(World world, String name, String description, NavigableMap<String, String> data) {
        if (world.templates().values().stream().anyMatch(each -> each.name().equals(name))) { // (D)
            throw Ec2Error.refused(
                    "InvalidLaunchTemplateName.AlreadyExistsException", "Launch template name already in use.");
        }
        LaunchTemplate made = new LaunchTemplate(
                world.ids().next("lt"),
                world.nextOrder(),
                name,
                world.now(),
                world.assumptions().holds(AssumedRule.LATEST_VERSION_IS_LEFT));
        made.add(description, world.now(), data);
        world.templates().put(made.id(), made);
        return made;
    }

    /** Reads LaunchTemplateData; localstack's tests against AWS show what is answered when it is empty. */
    static NavigableMap<String, String> data(Params params) {
        Params data = params.structure("LaunchTemplateData");
        TemplateShape.DATA.check(data);
        NavigableMap<String, String> fields = data.fields();
        if (fields.isEmpty()) {
            throw Ec2Error.missingParameter("launchTemplateData");
        }
        return fields;
    }

    private static Action.Effect describe(Params params) {
        List<String> ids = params.list("LaunchTemplateId");
        List<String> names = params.list("LaunchTemplateName");
        params.accept("IncludeManagedResources");
        var filter = FILTERS.read(params);
        Page page = Page.readSmall(params, MOST);
        return (world, answer) -> {
            ids.forEach(id -> TemplateReference.byId(world, id));
            names.forEach(name -> TemplateReference.byName(world, name));
            var cut = page.of(
                    world.templates().values().stream()
                            .filter(each -> world.isKnown(each.order()))
                            .filter(each -> ids.isEmpty() || ids.contains(each.id()))
                            .filter(each -> names.isEmpty() || names.contains(each.name()))
                            .filter(each -> filter.test(world, each))
                            .toList(),
                    LaunchTemplate::order);
            answer.list("launchTemplates", cut.items(), (xml, each) -> write(xml, world, each));
            cut.writeToken(answer);
        };
    }

    private static Action.Effect modify(Params params) {
        TemplateReference reference = TemplateReference.read(params);
        String version = params.required("SetDefaultVersion");
        String token = params.optional("ClientToken");
        return (world, answer) -> {
            LaunchTemplate changed = world.tokens()
                    .once("ModifyLaunchTemplate", token, LONGEST_TOKEN, params.asMap(), LaunchTemplate.class, () -> {
                        LaunchTemplate each = reference.in(world);
                        each.defaultNumber(
                                TemplateReference.version(each, version).number());
                        return each;
                    });
            answer.element("launchTemplate", xml -> write(xml, world, changed));
        };
    }

    private static Action.Effect delete(Params params) {
        TemplateReference reference = TemplateReference.read(params);
        return (world, answer) -> {
            LaunchTemplate each = reference.in(world);
            answer.element("launchTemplate", xml -> write(xml, world, each));
            world.templates().remove(each.id());
            world.tags().removeAll(each.id());
        };
    }

    private static void write(Xml xml, World world, LaunchTemplate each) {
        xml.value("launchTemplateId", each.id())
                .value("launchTemplateName", each.name())
                .value("createTime", Times.text(each.created()))
                .value("createdBy", creator())
                .value("defaultVersionNumber", each.defaultNumber())
                .value("latestVersionNumber", each.latestNumber());
        TagSpecifications.write(xml, world, each.id());
    }

    static String creator() {
        return "arn:aws:iam::" + World.OWNER + ":root";
    }
}
