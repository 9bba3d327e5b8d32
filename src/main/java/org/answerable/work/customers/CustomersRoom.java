package org.answerable.work.customers;

import org.answerable.ledger.writing.Subjects;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Lets the house find how customers' chains are read. */
@Configuration(proxyBeanMethods = false)
class CustomersRoom {

  @Bean
  Subjects<Customer> customerSubjects() {
    return Customer.SUBJECTS;
  }
}
