package org.answerable.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.answerable.doors.command.Configuration;
import org.answerable.doors.entrance.Passwords;
import org.answerable.facts.Ids;
import org.junit.jupiter.api.Test;

/** A model that somebody runs adds a hint beside a reply; the reasons are ours. */
class ModelHintsTest {

  private static final String PASSWORD = "correct horse battery";

  @Test
  void whatAModelFindsStandsAmongTheHintsInOurWords() throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    var said =
        "{\"choices\":[{\"message\":{\"content\":\"{\\\"hints\\\":[{\\\"meaning\\\":\\\"EXCUSE\\\","
            + "\\\"words\\\":\\\"The moon ate the timetable\\\"}]}\"}}]}";
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          var bytes = said.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, bytes.length);
          try (var out = exchange.getResponseBody()) {
            out.write(bytes);
          }
        });
    server.start();
    var url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
    var model = new Configuration.Model(url, "small", null);
    try (var friday = new FridayAfternoon();
        var doors = Doors.asking(friday.house, model)) {
      doors.room(Passwords.class).set(friday.desk.maya, PASSWORD, "", Ids.command());
      var maya = new Visitor(doors.url()).signedIn("maya@northwind.example", PASSWORD);
      var page = "/cases/" + friday.chair;
      var draft = Map.of("body", "The moon ate the timetable, Sven.");
      assertThat(maya.postForPart(page, page + "/words", "hints", draft).body())
          .as("nobody waits for it")
          .doesNotContain("nobody could help it");
      var hints = maya.postForPart(page, page + "/words", "more-hints", draft);
      assertThat(hints.statusCode()).isEqualTo(200);
      assertThat(hints.body()).contains("may read as: nobody could help it");
    } finally {
      server.stop(0);
    }
  }
}
