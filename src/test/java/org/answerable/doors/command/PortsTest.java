package org.answerable.doors.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class PortsTest {

  private static final InetAddress HERE = InetAddress.getLoopbackAddress();

  @Test
  void chosenPortsAreTheDesksUntilItsDoorsOpen() {
    try (var ports = Ports.take(wished(0, 0))) {
      var settled = ports.settled();
      var pages = settled.web().listener().port();
      var mail = settled.smtp().port();
      assertThat(List.of(pages, mail)).doesNotHaveDuplicates().doesNotContain(0);
      assertThatThrownBy(() -> listen(pages)).isInstanceOf(BindException.class);
      assertThatThrownBy(() -> listen(mail)).isInstanceOf(BindException.class);

      ports.start();
      assertThat(ports.isRunning()).isTrue();
      assertThatCode(() -> listen(pages)).doesNotThrowAnyException();
      assertThatCode(() -> listen(mail)).doesNotThrowAnyException();
    }
  }

  @Test
  void whereOneIsTakenTheOtherIsLetGo() throws IOException {
    int free;
    try (var ports = Ports.take(wished(0, 0))) {
      free = ports.settled().web().listener().port();
    }
    try (var taken = new ServerSocket(0, 1, HERE)) {
      assertThatThrownBy(() -> Ports.take(wished(free, taken.getLocalPort())))
          .isInstanceOf(CommandFault.class)
          .hasMessageContaining("Port " + taken.getLocalPort(), "--smtp-port");
    }
    assertThatCode(() -> listen(free)).doesNotThrowAnyException();
  }

  private static void listen(int port) throws IOException {
    new ServerSocket(port, 1, HERE).close();
  }

  private static Configuration wished(int pages, int mail) {
    return new Configuration(
        Path.of("unused"),
        new Configuration.Web(new Configuration.Listener(HERE, pages), null, List.of(), null),
        new Configuration.Listener(HERE, mail),
        null,
        null,
        null);
  }
}
