package org.hotline.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.ContextResolver;
import jakarta.ws.rs.ext.Provider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.glassfish.jersey.jackson.JacksonFeature;
import org.operaton.bpm.engine.rest.hal.Hal;
import org.operaton.bpm.engine.rest.impl.OperatonRestResources;
import org.operaton.bpm.engine.rest.mapper.JacksonConfigurator;
import org.operaton.bpm.engine.rest.spi.ProcessEngineProvider;
import org.operaton.bpm.spring.boot.starter.rest.OperatonJerseyResourceConfig;
import org.operaton.bpm.spring.boot.starter.rest.spi.SpringBootProcessEngineProvider;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Operaton's REST API, but that it makes once what it makes anew with each request (a fifteenth of the engine's processor time in
 * bench:lifecycle): the object mapper, and the look through all jars for the engine's provider.
 */
@Configuration
public class RestApi {

  @Bean
  OperatonJerseyResourceConfig restResources() {
    return new Resources();
  }

  @Bean
  FilterRegistrationBean<OncePerRequestFilter> providerFilter() {
    ClassLoader knowing = new KnowingProvider(RestApi.class.getClassLoader());
    FilterRegistrationBean<OncePerRequestFilter> registration = new FilterRegistrationBean<>(new OncePerRequestFilter() {
      @Override
      protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
          throws ServletException, IOException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(knowing);
        try {
          chain.doFilter(request, response);
        } finally {
          thread.setContextClassLoader(before);
        }
      }
    });
    registration.addUrlPatterns("/engine-rest/*");
    registration.setOrder(1);
    return registration;
  }

  private static final class Resources extends OperatonJerseyResourceConfig {
    @Override
    protected void registerOperatonRestResources() {
      Set<Class<?>> configuration = new HashSet<>(OperatonRestResources.getConfigurationClasses());
      configuration.remove(JacksonConfigurator.class);
      registerClasses(OperatonRestResources.getResourceClasses());
      registerClasses(configuration);
      register(JacksonFeature.class);
      register(new OneMapper());
    }
  }

  /** The mapper that Operaton configures, with what it has found out of the classes that it wrote and read. */
  @Provider
  @Produces({MediaType.APPLICATION_JSON, Hal.APPLICATION_HAL_JSON})
  private static final class OneMapper implements ContextResolver<ObjectMapper> {
    private final ObjectMapper mapper = JacksonConfigurator.configureObjectMapper(new ObjectMapper());

    @Override
    public ObjectMapper getContext(Class<?> type) {
      return mapper;
    }
  }

  /** Knows by heart what ServiceLoader looks for in the jars. */
  private static final class KnowingProvider extends ClassLoader {
    private static final String SERVICE = "META-INF/services/" + ProcessEngineProvider.class.getName();
    private static final byte[] PROVIDER = SpringBootProcessEngineProvider.class.getName().getBytes(StandardCharsets.UTF_8);

    KnowingProvider(ClassLoader parent) {
      super(parent);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
      if (!name.equals(SERVICE)) {
        return super.getResources(name);
      }
      URL known = new URL("known", null, -1, name, new URLStreamHandler() {
        @Override
        protected URLConnection openConnection(URL url) {
          return new Known(url);
        }
      });
      return Collections.enumeration(List.of(known));
    }

    private static final class Known extends URLConnection {
      Known(URL url) {
        super(url);
      }

      @Override
      public void connect() {
        connected = true;
      }

      @Override
      public InputStream getInputStream() {
        return new ByteArrayInputStream(PROVIDER);
      }
    }
  }
}
