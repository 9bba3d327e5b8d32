package org.answerable.work.people;

import org.answerable.ledger.writing.Subjects;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Lets the house find how the chains of this room are read, so that their rows can be rebuilt. */
@Configuration(proxyBeanMethods = false)
class Folds {

  @Bean
  Subjects<Person> personSubjects() {
    return Person.SUBJECTS;
  }

  @Bean
  Subjects<Team> teamSubjects() {
    return Team.SUBJECTS;
  }

  @Bean
  Subjects<Company> companySubjects() {
    return Company.SUBJECTS;
  }
}
