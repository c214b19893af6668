package io.github.ipv6fleet.ec2sim.internal.action;

import io.github.ipv6fleet.ec2sim.internal.Ec2Error;
import io.github.ipv6fleet.ec2sim.internal.model.LaunchTemplate;
import io.github.ipv6fleet.ec2sim.internal.model.LaunchTemplate.Version;
import io.github.ipv6fleet.ec2sim.internal.wire.Params;
import io.github.ipv6fleet.ec2sim.internal.wire.Xml;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/** Versions of launch templates: made, shown, deleted. */
final class TemplateVersionActions {
    private static final Filters<Row> FILTERS = new Filters<Row>()
            .on("create-time", each -> Times.text(each.version.created()))
            .on("is-default-version", Row::isDefault)
            .on("image-id", each -> each.version.data().get("ImageId"))
            .on("instance-type", each -> each.version.data().get("InstanceType"))
            .on("ebs-optimized", each -> each.version.data().get("EbsOptimized"))
            .on("http-endpoint", each -> each.version.data().get("MetadataOptions.HttpEndpoint"))
            .on("http-tokens", each -> each.version.data().get("MetadataOptions.HttpTokens"));

    private TemplateVersionActions() {}

    static void register(Map<String, Action> actions) {
        actions.put("CreateLaunchTemplateVersion", TemplateVersionActions::create);
        actions.put("DeleteLaunchTemplateVersions", TemplateVersionActions::delete);
        actions.put("DescribeLaunchTemplateVersions", TemplateVersionActions::describe);
    }

    private record Row(LaunchTemplate template, Version version) {
        boolean isDefault() {
            return template.defaultNumber() == version.number();
        }

        /** A place for pages: no template has more versions than fit. */
        long place() {
            return template.order() << 24 | version.number();
        }
    }

    private static Action.Effect create(Params params) {
        TemplateReference reference = TemplateReference.read(params);
        String source = params.optional("SourceVersion");
        String description = params.optional("VersionDescription", "");
        NavigableMap<String, String> data = TemplateActions.data(params);
        String token = params.optional("ClientToken");
        params.accept("ResolveAlias");
        return (world, answer) -> {
            Row made = world.tokens()
                    .once(
                            "CreateLaunchTemplateVersion",
                            token,
                            TemplateActions.LONGEST_TOKEN,
                            params.asMap(),
                            Row.class,
                            () -> {
                                LaunchTemplate template = reference.in(world);
                                NavigableMap<String, String> all = source == null
                                        ? data
                                        : TemplateMerge.over(
                                                world.assumptions(),
                                                TemplateReference.version(template, source)
                                                        .data(),
                                                data);
                                return new Row(template, template.add(description, world.now(), all));
                            });
            answer.element("launchTemplateVersion", xml -> write(xml, made));
        };
    }

    private static Action.Effect describe(Params params) {
        boolean all = !params.has("LaunchTemplateId") && !params.has("LaunchTemplateName");
        TemplateReference reference = all ? null : TemplateReference.read(params);
        List<String> versions = params.list("LaunchTemplateVersion");
        String least = params.optional("MinVersion");
        String most = params.optional("MaxVersion");
        params.accept("ResolveAlias", "IncludeManagedResources");
        var filter = FILTERS.read(params);
        Page page = Page.readSmall(params, TemplateActions.MOST);
        if (all && (versions.isEmpty() || !List.of("$Latest", "$Default").containsAll(versions))) {
            // EC2 API reference: of all templates, only the latest or the default versions
            throw Ec2Error.missingParameter("launchTemplateId");
        }
        if (!versions.isEmpty() && (least != null || most != null)) {
            throw Ec2Error.invalidCombination("Versions cannot be given together with a minimum or maximum version");
        }
        return (world, answer) -> {
            List<LaunchTemplate> templates =
                    reference == null ? List.copyOf(world.templates().values()) : List.of(reference.in(world));
            List<Row> rows = new ArrayList<>();
            templates.forEach(each -> rows.addAll(rows(each, versions, least, most)));
            var cut = page.of(
                    rows.stream().filter(each -> filter.test(world, each)).toList(), Row::place);
            answer.list("launchTemplateVersionSet", cut.items(), TemplateVersionActions::write);
            cut.writeToken(answer);
        };
    }

    private static List<Row> rows(
            LaunchTemplate template, List<String> versions, @Nullable String least, @Nullable String most) {
        if (!versions.isEmpty()) {
            return versions.stream()
                    .map(text -> new Row(template, TemplateReference.version(template, text)))
                    .distinct()
                    .toList();
        }
        long from =
                least == null ? 0 : TemplateReference.version(template, least).number();
        long to = most == null
                ? Long.MAX_VALUE
                : TemplateReference.version(template, most).number();
        return template.versions().values().stream()
                .filter(each -> each.number() >= from && each.number() <= to)
                .map(each -> new Row(template, each))
                .toList();
    }

    /** Answers for each version apart: the default one, and one that is not there, are said not to be deleted. */
    private static Action.Effect delete(Params params) {
        TemplateReference reference = TemplateReference.read(params);
        List<Long> numbers = params.list("LaunchTemplateVersion").stream()
                .map(TemplateReference::number)
                .distinct()
                .toList();
        if (numbers.isEmpty()) {
            throw Ec2Error.missingParameter("launchTemplateVersion");
        }
        if (numbers.size() > TemplateActions.MOST) {
            throw Ec2Error.invalidValue("At most 200 launch template versions can be deleted at once");
        }
        return (world, answer) -> {
            LaunchTemplate template = reference.in(world);
            List<Long> deleted = numbers.stream()
                    .filter(each -> each != template.defaultNumber())
                    .filter(each -> template.versions().remove(each) != null)
                    .toList();
            List<Long> kept =
                    numbers.stream().filter(each -> !deleted.contains(each)).toList();
            answer.list(
                    "successfullyDeletedLaunchTemplateVersionSet",
                    deleted,
                    (xml, number) -> writeName(xml, template, number));
            answer.list("unsuccessfullyDeletedLaunchTemplateVersionSet", kept, (xml, number) -> {
                boolean isDefault = number == template.defaultNumber();
                writeName(xml, template, number);
                xml.element(
                        "responseError",
                        error -> error.value(
                                        "code", isDefault ? "unexpectedError" : "launchTemplateVersionDoesNotExist")
                                .value(
                                        "message",
                                        isDefault
                                                ? "The default version of a launch template cannot be deleted"
                                                : "The launch template version does not exist"));
            });
        };
    }

    private static void writeName(Xml xml, LaunchTemplate template, long number) {
        xml.value("launchTemplateId", template.id())
                .value("launchTemplateName", template.name())
                .value("versionNumber", number);
    }

    private static void write(Xml xml, Row row) {
        writeName(xml, row.template, row.version.number());
        String description = row.version.description();
        xml.value("versionDescription", description.isEmpty() ? null : description)
                .value("createTime", Times.text(row.version.created()))
                .value("createdBy", TemplateActions.creator())
                .value("defaultVersion", row.isDefault())
                .element("launchTemplateData", data -> TemplateShape.DATA.write(Params.of(row.version.data()), data));
    }
}
