package org.tsumugi.testbed.bench.mapper;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * LinuxForHealth hl7v2-fhir-converter behind a class loader of its own, because its libraries are older versions of ours. It is
 * given text, as it cannot decode ISO-2022-JP.
 */
final class PeerConverter implements Converter, AutoCloseable {

    private static final String CLASS = "io.github.linuxforhealth.hl7.HL7ToFHIRConverter";

    private final URLClassLoader loader;
    private final Object converter;
    private final Method convert;

    /** @param directory with its jar and those it needs */
    PeerConverter(Path directory) throws IOException, ReflectiveOperationException {
        List<URL> jars = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path jar : files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList()) {
                jars.add(jar.toUri().toURL());
            }
        }
        loader = new URLClassLoader(jars.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
        Thread.currentThread().setContextClassLoader(loader);
        Class<?> type = loader.loadClass(CLASS);
        converter = type.getConstructor().newInstance();
        convert = type.getMethod("convert", String.class);
    }

    @Override
    public String name() {
        return "LinuxForHealth 1.0.19";
    }

    @Override
    public String convert(BenchMessage message) throws Exception {
        try {
            return (String) convert.invoke(converter, message.peerText());
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(name() + ": " + message.name(), e.getCause());
        }
    }

    @Override
    public void close() throws IOException {
        loader.close();
    }
}
