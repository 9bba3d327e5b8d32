package org.answerable.pages;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;

/** Writes down each statement that a page asks the database, and none of what runs beside it. */
final class Counted implements BeanPostProcessor {

  private static final List<String> STATEMENTS = Collections.synchronizedList(new ArrayList<>());

  /** What was asked since the last time. */
  static List<String> taken() {
    synchronized (STATEMENTS) {
      var taken = List.copyOf(STATEMENTS);
      STATEMENTS.clear();
      return taken;
    }
  }

  @Override
  public Object postProcessAfterInitialization(Object bean, String name) {
    return name.equals("dataSource") && bean instanceof DataSource source
        ? around(DataSource.class, source)
        : bean;
  }

  private static <T> T around(Class<T> type, T what) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, args) -> {
              if (method.getName().equals("prepareStatement")
                  && Thread.currentThread().getName().startsWith("tomcat")) {
                STATEMENTS.add((String) args[0]);
              }
              try {
                var result = method.invoke(what, args);
                return result instanceof Connection connection
                    ? around(Connection.class, connection)
                    : result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
