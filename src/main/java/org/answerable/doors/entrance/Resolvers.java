package org.answerable.doors.entrance;

import java.util.List;
import java.util.UUID;
import org.answerable.facts.CommandId;
import org.answerable.facts.Ids;
import org.answerable.sight.Who;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.core.convert.converter.ConverterFactory;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Gives a controller whoever asks, the id of what they do, and ids out of addresses. */
@Configuration(proxyBeanMethods = false)
class Resolvers implements WebMvcConfigurer {

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(
        new OfType<>(Who.class) {
          @Override
          Who resolve(NativeWebRequest request) {
            var who = SignedIn.who();
            if (who == null) {
              throw new IllegalStateException(
                  "A page for staff was opened to somebody not signed in");
            }
            return who;
          }
        });
    resolvers.add(
        new OfType<>(CommandId.class) {
          @Override
          CommandId resolve(NativeWebRequest request) {
            return command(request.getParameter("command"));
          }
        });
  }

  @Override
  public void addFormatters(FormatterRegistry registry) {
    registry.addConverterFactory(IDS);
  }

  /** What a form said; a fresh id where it said nothing that is one. */
  static CommandId command(@Nullable String said) {
    if (said != null && said.length() == 36) {
      try {
        return new CommandId(UUID.fromString(said));
      } catch (IllegalArgumentException e) {
        return Ids.command(); // a form of ours never says this; what it asks for is done once
      }
    }
    return Ids.command();
  }

  /** Ids stand in addresses as UUIDs; what is none of them is not there. */
  private static final ConverterFactory<String, org.answerable.facts.Id> IDS =
      new ConverterFactory<>() {
        @Override
        public <T extends org.answerable.facts.Id>
            org.springframework.core.convert.converter.Converter<String, T> getConverter(
                Class<T> type) {
          return text -> {
            try {
              return type.getConstructor(UUID.class).newInstance(UUID.fromString(text));
            } catch (ReflectiveOperationException e) {
              throw new IllegalArgumentException("An id is made of a UUID, " + type + " is not", e);
            }
          };
        }
      };

  private abstract static class OfType<T> implements HandlerMethodArgumentResolver {
    private final Class<T> type;

    OfType(Class<T> type) {
      this.type = type;
    }

    abstract T resolve(NativeWebRequest request);

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
      return parameter.getParameterType() == type;
    }

    @Override
    public T resolveArgument(
        MethodParameter parameter,
        @Nullable ModelAndViewContainer container,
        NativeWebRequest request,
        @Nullable WebDataBinderFactory binders) {
      return resolve(request);
    }
  }
}
