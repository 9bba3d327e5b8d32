package org.answerable.doors.files;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.answerable.ledger.reading.Chains;
import org.answerable.ledger.reading.FileInfo;
import org.answerable.ledger.reading.Part;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;

/**
 * Hands a file out: to be saved, never shown in place, whatever it says it is. Who may
 * have it was asked before.
 */
public final class Downloads {

  private Downloads() {}

  /** What a part says of its file; null where it is none, or was erased. */
  public static @Nullable FileInfo info(@Nullable Part part) {
    if (part == null || !FileInfo.MEDIA_TYPE.equals(part.mediaType())) {
      return null;
    }
    var text = part.text();
    return text == null ? null : FileInfo.of(text);
  }

  /** As a person says it. */
  public static String size(FileInfo file) {
    long bytes = file.size();
    return bytes < 1_000_000 ? Math.max(1, bytes / 1000) + " kB" : bytes / 1_000_000 + " MB";
  }

  public static void give(FileInfo file, Chains chains, HttpServletResponse response)
      throws IOException {
    response.setContentType("application/octet-stream");
    response.setContentLengthLong(file.size());
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Content-Security-Policy", "sandbox; default-src 'none'");
    var name = FileName.safe(file.name());
    response.setHeader(
        "Content-Disposition",
        ContentDisposition.attachment()
            .filename(name.isEmpty() ? "file" : name, StandardCharsets.UTF_8)
            .build()
            .toString());
    chains.copy(file.blob(), response.getOutputStream());
  }
}
