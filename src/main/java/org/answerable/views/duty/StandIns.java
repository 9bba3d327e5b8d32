package org.answerable.views.duty;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who acts for somebody who is not there. */
interface StandIns {

  /**
   * Somebody who is on duty at that instant and has an hour to give; null where there is nobody.
   *
   * @param there everyone of the team but the one who is not there, by name
   */
  @Nullable Colleague at(Instant at, List<Colleague> there, Promised promised);

  /** The duty lead, or whoever of the team has promised least for that hour. */
  StandIns LEAD_THEN_LEAST =
      (at, there, promised) -> {
        Colleague best = null;
        for (var one : there) {
          if (!one.inTeam() || !one.canKeep(at) || promised.isFull(one.id(), at)) {
            continue;
          }
          if (one.lead()) {
            return one;
          }
          if (best == null || promised.count(one.id(), at) < promised.count(best.id(), at)) {
            best = one;
          }
        }
        return best;
      };
}
