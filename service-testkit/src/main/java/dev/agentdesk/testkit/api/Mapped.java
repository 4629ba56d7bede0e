package dev.agentdesk.testkit.api;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.support.StaticWebApplicationContext;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * One method and path that a handler of the platform answers, read from its classes as Spring itself reads them.
 *
 * @param path as it is documented: a variable is named after what it identifies ({@code workspace_id})
 */
public record Mapped(String verb, String path, Method handler) {

    public String key() {
        return verb + " " + path;
    }

    /** For neighbours and operators only; the gateway never forwards it. */
    public boolean isInternal() {
        return path.startsWith("/internal") || path.equals("/error");
    }

    /** All mappings of all {@link RestController}s below a package on the class path. */
    public static List<Mapped> below(String basePackage) {
        try (var context = new StaticWebApplicationContext()) {
            context.refresh();
            var reader = new Reader();
            reader.setApplicationContext(context);
            reader.afterPropertiesSet();
            var scanner = new ClassPathScanningCandidateComponentProvider(false);
            scanner.addIncludeFilter(new AnnotationTypeFilter(RestController.class));
            return scanner.findCandidateComponents(basePackage).stream()
                    .map(found -> ClassUtils.resolveClassName(String.valueOf(found.getBeanClassName()), null))
                    .flatMap(reader::read)
                    .sorted(Comparator.comparing(Mapped::path).thenComparing(Mapped::verb))
                    .toList();
        }
    }

    private static final class Reader extends RequestMappingHandlerMapping {

        Stream<Mapped> read(Class<?> endpoint) {
            return Arrays.stream(ReflectionUtils.getUniqueDeclaredMethods(endpoint))
                    .flatMap(handler -> {
                        var info = getMappingForMethod(handler, endpoint);
                        return info == null ? Stream.of() : each(handler, info);
                    });
        }

        private static Stream<Mapped> each(Method handler, RequestMappingInfo info) {
            var all = new ArrayList<Mapped>();
            for (var path : info.getPatternValues()) {
                for (var verb : info.getMethodsCondition().getMethods()) {
                    all.add(new Mapped(verb.name(), Paths.documented(path), handler));
                }
                if (info.getMethodsCondition().isEmpty()) {
                    all.add(new Mapped("ANY", Paths.documented(path), handler));
                }
            }
            return all.stream();
        }
    }
}
