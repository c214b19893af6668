package io.github.ipv6fleet.examples;

import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Words of the command line that stand for constants: lower case, with hyphens. */
final class Words {
    private Words() {}

    static final class ModeWord implements ITypeConverter<Options.Mode> {
        @Override
        public Options.Mode convert(String word) {
            return constant(Options.Mode.values(), word);
        }
    }

    static final class PortsWord implements ITypeConverter<Options.Ports> {
        @Override
        public Options.Ports convert(String word) {
            return constant(Options.Ports.values(), word);
        }
    }

    private static <E extends Enum<E>> E constant(E[] all, String word) {
        StringBuilder known = new StringBuilder();
        for (E constant : all) {
            String name = constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
            if (name.equals(word)) {
                return constant;
            }
            known.append(known.isEmpty() ? "" : " or ").append(name);
        }
        throw new TypeConversionException("\"" + word + "\" is not one of the words; give " + known);
    }
}
