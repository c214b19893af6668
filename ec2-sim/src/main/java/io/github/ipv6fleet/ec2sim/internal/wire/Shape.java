package io.github.ipv6fleet.ec2sim.internal.wire;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * What a structure of a request may hold, where it is kept as it was sent and shown again: names and types are checked,
 * everything else is for whoever acts on it later.
 */
public final class Shape {
    private final List<Field> fields;

    private Shape(List<Field> fields) {
        this.fields = fields;
    }

    public static Shape of(Field... fields) {
        return new Shape(List.of(fields));
    }

    /** One parameter, or the fields of one structure. */
    public record Field(Consumer<Params> check, BiConsumer<Params, Xml> write) {}

    /** Refuses what does not fit; everything that fits counts as read. */
    public void check(Params params) {
        fields.forEach(each -> each.check.accept(params));
    }

    /** Writes what was sent, under the names of the answer. */
    public void write(Params params, Xml xml) {
        fields.forEach(each -> each.write.accept(params, xml));
    }

    public static Field text(String name) {
        return text(name, answerName(name));
    }

    /** A text that has another name in the answer. */
    public static Field text(String name, String answer) {
        return new Field(params -> params.optional(name), (params, xml) -> xml.value(answer, params.optional(name)));
    }

    public static Field integer(String name) {
        return new Field(
                params -> params.integer(name), (params, xml) -> xml.value(answerName(name), params.integer(name)));
    }

    /** A number with or without a fraction, not negative. */
    public static Field decimal(String name) {
        return new Field(
                params -> params.decimal(name, 0), (params, xml) -> xml.value(answerName(name), params.optional(name)));
    }

    public static Field flag(String name) {
        return new Field(params -> params.flag(name), (params, xml) -> xml.value(answerName(name), params.flag(name)));
    }

    public static Field oneOf(String name, String... words) {
        return new Field(
                params -> params.oneOf(name, words),
                (params, xml) -> xml.value(answerName(name), params.optional(name)));
    }

    /** Parameters that EC2 has and this simulator does not act on. */
    public static Field unsimulated(String... names) {
        return new Field(params -> params.refuse(names), (params, xml) -> {});
    }

    public static Field structure(String name, Shape shape) {
        return new Field(params -> shape.check(params.structure(name)), (params, xml) -> {
            if (params.has(name)) {
                xml.element(answerName(name), inner -> shape.write(params.structure(name), inner));
            }
        });
    }

    /** A list of structures. */
    public static Field structures(String name, String answer, Shape shape) {
        return new Field(
                params -> params.structures(name, each -> {
                    shape.check(each);
                    return each;
                }),
                (params, xml) -> {
                    List<Params> members = params.structures(name, each -> each);
                    if (!members.isEmpty()) {
                        xml.list(answer, members, (item, each) -> shape.write(each, item));
                    }
                });
    }

    /** A list of texts; {@code item} is what encloses each in the answer. */
    public static Field values(String name, String answer, String item) {
        return new Field(params -> params.list(name), (params, xml) -> {
            List<String> members = params.list(name);
            if (!members.isEmpty()) {
                xml.element(answer, list -> members.forEach(each -> list.value(item, each)));
            }
        });
    }

    /** EC2 names most elements of an answer as the request's parameters, with a small letter first. */
    private static String answerName(String name) {
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }
}
