package org.answerable.bench;

import java.net.InetAddress;
import java.util.concurrent.atomic.AtomicLong;
import org.subethamail.smtp.MessageContext;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.server.SMTPServer;

/** The mail server that takes the desk's letters, and keeps none. */
final class Sink implements AutoCloseable {

  private final AtomicLong taken = new AtomicLong();
  private final SMTPServer server;

  Sink() {
    server =
        SMTPServer.port(0)
            .bindAddress(InetAddress.getLoopbackAddress())
            .messageHandlerFactory(this::handler)
            .build();
    server.start();
  }

  int port() {
    return server.getPortAllocated();
  }

  long taken() {
    return taken.get();
  }

  private MessageHandler handler(MessageContext context) {
    return new MessageHandler() {
      @Override
      public void from(String from) {}

      @Override
      public void recipient(String recipient) {}

      @Override
      public String data(java.io.InputStream data) throws java.io.IOException {
        data.transferTo(java.io.OutputStream.nullOutputStream());
        taken.incrementAndGet();
        return "taken";
      }

      @Override
      public void done() {}
    };
  }

  @Override
  public void close() {
    server.stop();
  }
}
