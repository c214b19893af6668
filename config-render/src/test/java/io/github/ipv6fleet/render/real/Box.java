package io.github.ipv6fleet.render.real;

/** A rectangle on a page, in CSS pixels. */
record Box(double x, double y, double width, double height) {
    boolean contains(Box other, double tolerance) {
        return other.x >= x - tolerance
                && other.y >= y - tolerance
                && other.x + other.width <= x + width + tolerance
                && other.y + other.height <= y + height + tolerance;
    }

    boolean overlaps(Box other) {
        return x < other.x + other.width && other.x < x + width && y < other.y + other.height && other.y < y + height;
    }
}
