package org.answerable.doors.frame;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import gg.jte.resolve.DirectoryCodeResolver;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.ViewResolver;

/**
 * Draws templates that were compiled with the program. Whoever works on them names their folder in
 * {@code answerable.templates}, and a change is there with the next request.
 */
@Component
final class JteViews implements ViewResolver, Ordered {

  private final TemplateEngine engine;

  JteViews(@Value("${answerable.templates:}") String folder) {
    this.engine =
        folder.isEmpty()
            ? TemplateEngine.createPrecompiled(ContentType.Html)
            : TemplateEngine.create(
                new DirectoryCodeResolver(Path.of(folder)),
                Path.of("target", "jte-classes"),
                ContentType.Html,
                JteViews.class.getClassLoader());
  }

  @Override
  public @Nullable View resolveViewName(String name, Locale locale) {
    var file = name + ".jte";
    // Redirects and forwards are another resolver's; so is what there is no template for.
    return name.contains(":") || !engine.hasTemplate(file) ? null : new Drawn(engine, file);
  }

  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE;
  }

  private record Drawn(TemplateEngine engine, String file) implements View {

    @Override
    public String getContentType() {
      return "text/html;charset=UTF-8";
    }

    @Override
    public void render(
        @Nullable Map<String, ?> model, HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      var shown = model == null ? null : model.get(Shown.MODEL);
      var output = new Utf8ByteOutput();
      engine.render(file, shown, output);
      response.setContentType(getContentType());
      response.setContentLength(output.getContentLength());
      try (var stream = response.getOutputStream()) {
        output.writeTo(stream);
      }
    }
  }
}
