package org.answerable.facts;

import java.util.UUID;

/** A name without meaning: UUIDv7, drawn by {@link Ids}. Never shown to people, never a right. */
public sealed interface Id
    permits Chained,
        ChainId,
        PartyId,
        BrandId,
        MailboxId,
        PhraseId,
        CommitmentId,
        MessageId,
        CommandId,
        RequestId {

  UUID value();
}
