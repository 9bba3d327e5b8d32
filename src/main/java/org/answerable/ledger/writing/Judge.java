package org.answerable.ledger.writing;

/** Decides about one subject. Runs inside the command's transaction and perhaps more than once. */
@FunctionalInterface
public interface Judge<S extends Subject<S>, A> {

  Verdict<A> on(S subject, Moment now);
}
