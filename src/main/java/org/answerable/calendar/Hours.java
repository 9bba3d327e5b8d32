package org.answerable.calendar;

import java.time.ZoneId;
import org.answerable.facts.Region;

/**
 * When somebody works.
 *
 * @param zone the zone in which the hours of the week are meant
 * @param region whose public holidays are days off
 */
public record Hours(Week week, ZoneId zone, Region region) {}
