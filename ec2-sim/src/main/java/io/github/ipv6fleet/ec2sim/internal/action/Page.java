package io.github.ipv6fleet.ec2sim.internal.action;

import io.github.ipv6fleet.ec2sim.internal.Ec2Error;
import io.github.ipv6fleet.ec2sim.internal.wire.Params;
import io.github.ipv6fleet.ec2sim.internal.wire.Xml;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Reads {@code MaxResults} and {@code NextToken}, and cuts a list by them. Tokens outlive changes of the list. */
final class Page {
    private static final int LEAST = 5;
    private static final String TOKEN = "after:";

    private final int size;
    private final long after;

    private Page(int size, long after) {
        this.size = size;
        this.after = after;
    }

    /** Reads a page of 5 to 1000; without MaxResults it is the whole list. */
    static Page read(Params params, boolean idsGiven) {
        return read(params, idsGiven, 1000, Integer.MAX_VALUE);
    }

    /** Reads a page of 1 to {@code most}, also beside a list of ids; without MaxResults it is the whole list. */
    static Page readSmall(Params params, int most) {
        return read(params, false, 1, most, Integer.MAX_VALUE);
    }

    static Page read(Params params, boolean idsGiven, int most, int otherwise) {
        return read(params, idsGiven, LEAST, most, otherwise);
    }

    private static Page read(Params params, boolean idsGiven, int least, int most, int otherwise) {
        Integer size = params.integer("MaxResults");
        if (size != null && idsGiven) {
            throw Ec2Error.invalidCombination("The parameter MaxResults cannot be used with a list of ids");
        }
        if (size != null && (size < least || size > most)) {
            throw Ec2Error.invalidValue("Value ( " + size + " ) for parameter maxResults is invalid. Expecting a value "
                    + (size < least ? "greater than " + least : "less than " + most) + ".");
        }
        String token = params.optional("NextToken");
        return new Page(
                size == null ? otherwise : size, token == null || token.isEmpty() ? Long.MIN_VALUE : order(token));
    }

    private static long order(String token) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.US_ASCII);
            if (text.startsWith(TOKEN)) {
                return Long.parseLong(text.substring(TOKEN.length()));
            }
        } catch (IllegalArgumentException e) {
            // not one of ours either
        }
        throw Ec2Error.refused("InvalidPaginationToken", "The specified pagination token is not valid or is expired.");
    }

    /** Returns this page of the list, which is brought into the order of the numbers. */
    <T> Cut<T> of(List<T> all, ToLongFunction<T> order) {
        List<T> rest = all.stream()
                .filter(each -> order.applyAsLong(each) > after)
                .sorted(Comparator.comparingLong(order))
                .toList();
        if (rest.size() <= size) {
            return new Cut<>(rest, null);
        }
        String token = TOKEN + order.applyAsLong(rest.get(size - 1));
        return new Cut<>(
                rest.subList(0, size),
                Base64.getUrlEncoder().encodeToString(token.getBytes(StandardCharsets.US_ASCII)));
    }

    /** Returns this page of those that are wanted; looks at no more of them than it must. */
    <T> Cut<T> of(NavigableMap<Long, T> byOrder, Predicate<T> wanted, ToLongFunction<T> order) {
        List<T> found = new ArrayList<>();
        Iterator<T> rest = byOrder.tailMap(after, false).values().iterator();
        while (rest.hasNext() && found.size() <= size) {
            T each = rest.next();
            if (wanted.test(each)) {
                found.add(each);
            }
        }
        return of(found, order);
    }

    /** What one answer lists, and the token of what follows. */
    record Cut<T>(List<T> items, @Nullable String nextToken) {
        void writeToken(Xml xml) {
            xml.value("nextToken", nextToken);
        }
    }
}
