package org.answerable.doors.command;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationTest {

  @TempDir Path folder;

  private final Map<Setting, String> options = new HashMap<>();
  private final Map<String, String> environment = new HashMap<>();

  @Test
  void withNothingSaidTheDeskServesThisMachineOnly() {
    var configuration = read();
    assertThat(configuration.web().listener().bind().isLoopbackAddress()).isTrue();
    assertThat(configuration.web().listener().port()).isEqualTo(8080);
    assertThat(configuration.web().links()).hasToString("http://localhost:8080");
    assertThat(configuration.smtp().bind().isLoopbackAddress()).isTrue();
    assertThat(configuration.database()).isNull();
    assertThat(configuration.smarthost()).isNull();
  }

  @Test
  void anOptionWinsOverAVariableAndAVariableOverTheFile() throws Exception {
    write("port = 1001\nsmtp-port = 1002\norigin = from-file\n");
    environment.put("ANSWERABLE_PORT", "2001");
    environment.put("ANSWERABLE_SMTP_PORT", "2002");
    options.put(Setting.PORT, "3001");
    var configuration = read();
    assertThat(configuration.web().listener().port()).isEqualTo(3001);
    assertThat(configuration.smtp().port()).isEqualTo(2002);
    assertThat(configuration.origin()).isEqualTo("from-file");
  }

  @Test
  void aFileMayLieElsewhereAndNameTheDataDirectory() throws Exception {
    var elsewhere = folder.resolve("elsewhere.properties");
    Files.writeString(elsewhere, "# the desk\n\ndata = " + folder.resolve("kept") + "\n");
    options.clear();
    environment.put("ANSWERABLE_CONFIG", elsewhere.toString());
    assertThat(ConfigurationReader.read(options, environment).data())
        .isEqualTo(folder.resolve("kept"));
  }

  @Test
  void everyFaultIsToldAtOnceWithItsValueAndItsPlace() throws Exception {
    write("smpt-port = 2525\nport = many\nport = 80\njust words\n");
    environment.put("ANSWERABLE_SMARTHOST_TLS", "ssl");
    environment.put("ANSWERABLE_DATABSE_URL", "x");
    environment.put("ANSWERABLE_SMARTHOST_USER", "anna");
    options.put(Setting.BASE_URL, "desk.example.com");
    options.put(Setting.SMTP_PORT, "70000");
    var said = faults();
    assertThat(said)
        .startsWith("9 settings are wrong:")
        .contains("The key smpt-port in " + folder.resolve("answerable.properties") + " line 1")
        .contains("did you mean smtp-port?")
        .contains("port (" + folder.resolve("answerable.properties") + " line 2) is \"many\"")
        .contains("The key port in", "was already said in line 2: keep one.")
        .contains("line 4 is not a setting: write key = value")
        .contains("smarthost-tls (ANSWERABLE_SMARTHOST_TLS) is \"ssl\", which is unknown")
        .contains("ANSWERABLE_DATABSE_URL means nothing: did you mean ANSWERABLE_DATABASE_URL?")
        .contains("smarthost-user (ANSWERABLE_SMARTHOST_USER) needs smarthost-host")
        .contains("smtp-port (--smtp-port) is \"70000\"");
    assertThat(said).contains("base-url (--base-url) is \"desk.example.com\"");
  }

  @Test
  void aSettingThatIsNowhereNearAnythingIsNotGuessed() throws Exception {
    write("colour = green\n");
    assertThat(faults()).contains("remove it, or see docs/configuration.md");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.7"})
  @Tag("A-34")
  void servingOtherMachinesInTheClearIsRefused(String bind) {
    options.put(Setting.BIND, bind);
    assertThat(faults())
        .contains("passwords would cross the network in the clear")
        .contains("Nothing says how people reach the desk");
  }

  @Test
  @Tag("A-34")
  void servingOtherMachinesBehindANamedProxyIsFine() throws Exception {
    options.put(Setting.BIND, "0.0.0.0");
    options.put(Setting.PROXY, "192.0.2.1, 192.0.2.2");
    options.put(Setting.BASE_URL, "https://desk.example.com/");
    var web = read().web();
    assertThat(web.proxies())
        .containsExactly(InetAddress.ofLiteral("192.0.2.1"), InetAddress.ofLiteral("192.0.2.2"));
    assertThat(web.links()).hasToString("https://desk.example.com");
  }

  @Test
  @Tag("A-34")
  void servingOtherMachinesWithACertificateIsFine() throws Exception {
    options.put(Setting.BIND, "0.0.0.0");
    options.put(Setting.BASE_URL, "https://desk.example.com");
    options.put(Setting.TLS_CERTIFICATE, file("desk.crt"));
    assertThat(faults()).contains("tls-certificate (--tls-certificate) needs tls-key");
    options.put(Setting.TLS_KEY, file("desk.key"));
    assertThat(read().web().tls()).isNotNull();
  }

  @Test
  @Tag("A-34")
  void peopleAreNotLedOverANetworkWithoutHttps() {
    options.put(Setting.BASE_URL, "http://desk.example.com");
    assertThat(faults()).contains("leads people over a network without https");
    options.put(Setting.BASE_URL, "http://127.0.0.1:8080");
    assertThat(read().web().links()).hasToString("http://127.0.0.1:8080");
  }

  @ParameterizedTest
  @CsvSource({
    "https://desk.example.com/path",
    "https://anna@desk.example.com",
    "https://desk.example.com?x=1",
    "ftp://desk.example.com",
    "https://",
    "https://a b"
  })
  void anAddressThatIsNoSiteIsRefused(String url) {
    options.put(Setting.BASE_URL, url);
    assertThat(faults()).contains("write it like https://desk.example.com");
  }

  @Test
  @Tag("A-36")
  void aProxyIsNamedByNumber() {
    options.put(Setting.PROXY, "proxy.example.com");
    assertThat(faults()).contains("\"proxy.example.com\", which is not an IP address");
  }

  @Test
  void bothWaysToWriteADatabasesAddressAreUnderstood() {
    environment.put("ANSWERABLE_DATABASE_USER", "anna");
    for (var url : new String[] {"postgres://db/desk", "jdbc:postgresql://db/desk"}) {
      environment.put("ANSWERABLE_DATABASE_URL", url);
      assertThat(requireNonNull(read().database()).url()).isEqualTo("jdbc:postgresql://db/desk");
    }
  }

  @Test
  @Tag("A-47")
  void aDatabasesAddressHoldsNoPassword() {
    environment.put("ANSWERABLE_DATABASE_URL", "postgres://anna:hunter2@db/desk");
    assertThat(faults()).contains("put them into database-user").doesNotContain("hunter2");
    environment.put("ANSWERABLE_DATABASE_URL", "jdbc:postgresql://db/desk?password=hunter2");
    assertThat(faults()).contains("put them into database-user").doesNotContain("hunter2");
    environment.put("ANSWERABLE_DATABASE_URL", "jdbc:mysql://db/desk");
    assertThat(faults()).contains("is not the address of a PostgreSQL database");
  }

  @Test
  @Tag("A-47")
  void noPasswordIsTold() {
    environment.put("ANSWERABLE_DATABASE_URL", "jdbc:postgresql://db/desk");
    environment.put("ANSWERABLE_DATABASE_USER", "anna");
    environment.put("ANSWERABLE_DATABASE_PASSWORD", "hunter2");
    environment.put("ANSWERABLE_DATABASE_APP_PASSWORD", "hunter2");
    environment.put("ANSWERABLE_SMARTHOST_HOST", "smtp.example.com");
    environment.put("ANSWERABLE_SMARTHOST_USER", "anna");
    environment.put("ANSWERABLE_SMARTHOST_PASSWORD", "hunter2");
    assertThat(read()).asString().contains("smtp.example.com").doesNotContain("hunter2");
  }

  @Test
  void aSmarthostsPortFollowsFromItsProtection() {
    options.put(Setting.SMARTHOST_HOST, "smtp.example.com");
    assertThat(requireNonNull(read().smarthost()).port()).isEqualTo(587);
    options.put(Setting.SMARTHOST_TLS, "tls");
    assertThat(requireNonNull(read().smarthost()).port()).isEqualTo(465);
    options.put(Setting.SMARTHOST_TLS, "none");
    assertThat(requireNonNull(read().smarthost()).port()).isEqualTo(25);
    options.put(Setting.SMARTHOST_PORT, "2526");
    assertThat(requireNonNull(read().smarthost()).port()).isEqualTo(2526);
  }

  @Test
  void aMailServersPasswordIsNotSentInTheClear() {
    options.put(Setting.SMARTHOST_HOST, "smtp.example.com");
    options.put(Setting.SMARTHOST_TLS, "none");
    environment.put("ANSWERABLE_SMARTHOST_USER", "anna");
    environment.put("ANSWERABLE_SMARTHOST_PASSWORD", "hunter2");
    assertThat(faults()).contains("password over the network in the clear");
    options.put(Setting.SMARTHOST_HOST, "localhost");
    assertThat(read().smarthost()).isNotNull();
  }

  @Test
  @Tag("A-16")
  void serversAreBelievedByName() {
    assertThat(read().authservIds()).isEmpty();
    environment.put("ANSWERABLE_AUTHSERV_ID", "mx.northwind.example, MX2.northwind.example");
    assertThat(read().authservIds())
        .containsExactlyInAnyOrder("mx.northwind.example", "mx2.northwind.example");
    options.put(Setting.AUTHSERV_ID, "mx.northwind.example; dkim=pass");
    assertThat(faults())
        .contains("authserv-id (--authserv-id)", "cannot be a server's name for itself");
  }

  @Test
  @Tag("A-54")
  void checkpointsAreKeptOutsideTheDataDirectoryToo() throws Exception {
    options.put(Setting.DATA, folder.resolve("not yet/desk").toString());
    assertThat(read().checkpoints()).isEqualTo(folder.resolve("not yet/desk.checkpoints"));
    options.put(Setting.CHECKPOINTS, folder.resolve("elsewhere").toString());
    assertThat(read().checkpoints()).isEqualTo(folder.resolve("elsewhere"));
    Files.createDirectory(folder.resolve("elsewhere"));
    assertThat(faults()).contains("checkpoints (--checkpoints)", "is a directory: name a file");
  }

  @Test
  void everySettingIsExplained() throws Exception {
    var page = Files.readString(Path.of("docs/configuration.md"));
    for (var setting : Setting.values()) {
      assertThat(page).contains("`" + setting.key() + "`", "`" + setting.variable() + "`");
      var preset = setting.preset();
      if (preset != null) {
        assertThat(page.lines().filter(line -> line.startsWith("| `" + setting.key() + "`")))
            .as(setting.key())
            .singleElement()
            .asString()
            .contains("`" + preset + "`");
      }
    }
    for (var code : ExitCode.values()) {
      assertThat(page).contains("| " + code.number() + " | " + code.meaning());
    }
  }

  @Test
  void theExplanationExplainsNothingThatIsNotThere() throws Exception {
    var keys = Arrays.stream(Setting.values()).map(Setting::key).toList();
    Files.readAllLines(Path.of("docs/configuration.md")).stream()
        .filter(line -> line.startsWith("| `"))
        .map(line -> line.substring(3, line.indexOf('`', 3)))
        .forEach(key -> assertThat(keys).contains(key));
  }

  private Configuration read() {
    options.putIfAbsent(Setting.DATA, folder.toString());
    return ConfigurationReader.read(options, environment);
  }

  private String faults() {
    var fault = catchThrowableOfType(CommandFault.class, this::read);
    assertThat(fault).isNotNull();
    assertThat(fault.exit()).isEqualTo(ExitCode.CONFIGURATION);
    return String.valueOf(fault.getMessage());
  }

  private void write(String text) throws Exception {
    Files.writeString(folder.resolve("answerable.properties"), text);
  }

  private String file(String name) throws Exception {
    return Files.writeString(folder.resolve(name), "").toString();
  }

  @Test
  void aModelIsAskedInTheClearOnThisMachineOnlyAndItsKeyIsShownNowhere() throws Exception {
    assertThat(read().model()).isNull();
    environment.put("ANSWERABLE_MODEL_URL", "http://models.example.com/v1");
    environment.put("ANSWERABLE_MODEL_KEY", "sk-very-secret");
    assertThat(faults())
        .contains("model-url (ANSWERABLE_MODEL_URL)", "model-name")
        .doesNotContain("very-secret");
    environment.put("ANSWERABLE_MODEL_NAME", "small");
    environment.put("ANSWERABLE_MODEL_URL", "http://127.0.0.1:11434/v1/");
    var model = requireNonNull(read().model());
    assertThat(model.url()).hasToString("http://127.0.0.1:11434/v1");
    assertThat(model).asString().doesNotContain("very-secret");
    environment.put("ANSWERABLE_MODEL_URL", "https://models.example.com/v1");
    assertThat(read().model()).isNotNull();
  }
}
