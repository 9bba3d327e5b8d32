package org.answerable.ledger.reading;

import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/**
 * The description of a file, which is the data of its part; the bytes are in the blob. The name is
 * as the sender gave it: data, never a path.
 *
 * @param sha256 of the bytes, in lower-case hex
 */
public record FileInfo(UUID blob, String sha256, long size, String name, String type) {

  /** The media type of the part, not of the file. */
  public static final String MEDIA_TYPE = "application/vnd.answerable.file+json";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  public String json() {
    return JSON.writeValueAsString(this);
  }

  /** The description kept in a part's text. */
  public static FileInfo of(String json) {
    return JSON.readValue(json, FileInfo.class);
  }
}
