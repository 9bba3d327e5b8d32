package org.answerable.doors.frame;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.PathResourceResolver;

/**
 * What pages load beside themselves. Its address names its content, so a browser may keep it for
 * ever and has the new one with the next version.
 */
@Configuration(proxyBeanMethods = false)
public class Assets implements WebMvcConfigurer {

  private static final String HTMX = "META-INF/resources/webjars/htmx.org/2.0.10/dist/htmx.min.js";

  private static final List<String> FILES =
      List.of(
          "static/answerable.css",
          "static/answerable.js",
          "static/hints.js",
          "static/logo.svg",
          HTMX);

  /** The folder of this version, without a slash at its end. */
  public static final String ROOT = "/static/" + version();

  @Override
  public void addResourceHandlers(ResourceHandlerRegistry registry) {
    registry
        .addResourceHandler("/static/{version:[0-9a-f]{12}}/**")
        .addResourceLocations("classpath:/static/")
        .setCacheControl(CacheControl.maxAge(Duration.ofDays(365)).immutable())
        .resourceChain(true)
        .addResolver(new WithHtmx());
  }

  private static final class WithHtmx extends PathResourceResolver {
    @Override
    protected @org.jspecify.annotations.Nullable Resource getResource(
        String path, Resource location) throws IOException {
      var file = path.substring(path.indexOf('/') + 1); // what comes first is the version
      return file.equals("htmx.js")
          ? new ClassPathResource(HTMX)
          : super.getResource(file, location);
    }
  }

  private static String version() {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (var file : FILES) {
        try (var stream = new ClassPathResource(file).getInputStream()) {
          digest.update(stream.readAllBytes());
        }
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 6);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256, but this one does not", e);
    }
  }
}
