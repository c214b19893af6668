package io.github.ipv6fleet.aws;

import java.io.PrintWriter;
import java.io.Serial;
import java.io.StringWriter;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.helpers.NOPMDCAdapter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/** The log of the tests, named to SLF4J by the build: says nothing, and hands out what was warned of or said meanwhile. */
public final class Warnings implements SLF4JServiceProvider {
    private static final Queue<String> KEPT = new ConcurrentLinkedQueue<>();
    private static volatile boolean keeping;
    private static volatile boolean keepingAll;

    private final IMarkerFactory markers = new BasicMarkerFactory();
    private final MDCAdapter contexts = new NOPMDCAdapter();

    /** Called by SLF4J. */
    public Warnings() {}

    /** Returns what is warned of while that runs. */
    public static List<String> of(Runnable work) {
        KEPT.clear();
        keeping = true;
        try {
            work.run();
            return List.copyOf(KEPT);
        } finally {
            keeping = false;
        }
    }

    /** Returns what is logged by anybody at any level while that runs, with the exceptions' whole traces. */
    public static List<String> everything(Runnable work) {
        keepingAll = true;
        try {
            return of(work);
        } finally {
            keepingAll = false;
        }
    }

    @Override
    public ILoggerFactory getLoggerFactory() {
        return Log::new;
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
        return markers;
    }

    @Override
    public MDCAdapter getMDCAdapter() {
        return contexts;
    }

    @Override
    public String getRequestedApiVersion() {
        return "2.0";
    }

    @Override
    public void initialize() {}

    private static final class Log extends LegacyAbstractLogger {
        @Serial
        private static final long serialVersionUID = 1L;

        Log(String name) {
            this.name = name;
        }

        @Override
        protected @Nullable String getFullyQualifiedCallerName() {
            return null;
        }

        @Override
        protected void handleNormalizedLoggingCall(
                Level level,
                @Nullable Marker marker,
                String pattern,
                @Nullable Object @Nullable [] arguments,
                @Nullable Throwable error) {
            if (keepingAll) {
                StringWriter trace = new StringWriter();
                if (error != null) {
                    error.printStackTrace(new PrintWriter(trace));
                }
                KEPT.add(name + " " + level + " " + MessageFormatter.basicArrayFormat(pattern, arguments) + trace);
            } else if (keeping) {
                KEPT.add(MessageFormatter.basicArrayFormat(pattern, arguments));
            }
        }

        @Override
        public boolean isTraceEnabled() {
            return keepingAll;
        }

        @Override
        public boolean isDebugEnabled() {
            return keepingAll;
        }

        @Override
        public boolean isInfoEnabled() {
            return keepingAll;
        }

        @Override
        public boolean isWarnEnabled() {
            return keeping;
        }

        @Override
        public boolean isErrorEnabled() {
            return keeping;
        }
    }
}
