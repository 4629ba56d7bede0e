package dev.agentdesk.standalone;

import java.util.EnumMap;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** The Spring contexts of the services: the gateway ends first, so that nobody is let in while the others end. */
final class Contexts implements AutoCloseable {

    private final Map<Service, ConfigurableApplicationContext> running = new EnumMap<>(Service.class);
    private boolean closing;
    private int starting;

    void start(Service service, Map<String, Object> settings) {
        if (!begin()) {
            return;
        }
        try {
            keep(service, launch(service, settings));
        } finally {
            finished();
        }
    }

    synchronized ConfigurableApplicationContext get(Service service) {
        var context = running.get(service);
        if (context == null) {
            throw new IllegalStateException(service.id() + " is not running");
        }
        return context;
    }

    @Override
    public void close() {
        waitForStarts();
        close(Service.GATEWAY);
        Parallel.run(Service.inner().stream()
                .<Runnable>map(each -> () -> close(each))
                .toList());
    }

    private static ConfigurableApplicationContext launch(Service service, Map<String, Object> settings) {
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("standalone", settings));
        var application = new SpringApplication(service.application());
        application.setEnvironment(environment);
        application.setRegisterShutdownHook(false);
        application.setLogStartupInfo(false);
        return application.run();
    }

    private synchronized boolean begin() {
        if (closing) {
            return false;
        }
        starting++;
        return true;
    }

    private synchronized void keep(Service service, ConfigurableApplicationContext context) {
        running.put(service, context);
    }

    private synchronized void finished() {
        starting--;
        notifyAll();
    }

    /** A context that is half started can't be closed; it takes seconds until it can. */
    private synchronized void waitForStarts() {
        closing = true;
        try {
            while (starting > 0) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void close(Service service) {
        ConfigurableApplicationContext context;
        synchronized (this) {
            context = running.remove(service);
        }
        if (context != null) {
            context.close();
        }
    }
}
