package org.answerable;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The whole house. Rooms announce themselves by their {@code package-info}. */
@SpringBootApplication
public class Answerable {

  public static void main(String[] args) {
    SpringApplication.run(Answerable.class, args);
  }
}
