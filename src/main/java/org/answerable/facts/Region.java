package org.answerable.facts;

/**
 * Where public holidays are looked up: ISO 3166 codes, a part of the country after the underscore.
 */
public enum Region {
  NONE,
  DE,
  DE_BE,
  DE_BW,
  DE_BY,
  DE_HE,
  DE_HH,
  DE_NW,
  DE_SN,
  AT,
  CH,
  ES,
  FR,
  GB,
  GB_EN,
  GB_SC,
  IE,
  IT,
  NL,
  PL,
  SE,
  US
}
