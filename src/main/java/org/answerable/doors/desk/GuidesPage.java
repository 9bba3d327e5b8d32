package org.answerable.doors.desk;

import java.util.List;
import org.answerable.doors.words.Guide;

/**
 * All guides: what we write, and what customers write.
 *
 * @param tongues the other languages they are there in
 * @param hints whether the reader is shown hints while they write
 */
public record GuidesPage(
    Frame frame,
    String lang,
    List<Guide> ours,
    List<Guide> theirs,
    List<GuidePage.Tongue> tongues,
    boolean hints) {}
