package org.answerable.doors.desk;

import org.answerable.doors.frame.Page;
import org.answerable.doors.words.Checked;

/**
 * What stands under the words of a reply.
 *
 * @param url of the case
 * @param on whether the writer wants hints; where not, nothing was read
 * @param asked whether somebody just had their words checked, so that "nothing" is an answer
 * @param model whether a model can be asked for more
 */
public record HintsPanel(
    Page page, String url, boolean on, boolean asked, boolean model, Checked found) {}
