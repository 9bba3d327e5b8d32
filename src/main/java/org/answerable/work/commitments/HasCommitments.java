package org.answerable.work.commitments;

/** A subject that carries a book. */
public interface HasCommitments {

  Commitments book();
}
