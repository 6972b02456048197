package org.demitasse.server.reportrom;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.demitasse.base.Capability;
import org.demitasse.base.session.Dataspace;
import org.demitasse.base.session.OutOfRamException;
import org.demitasse.base.session.ServiceDeniedException;
import org.demitasse.base.session.SessionRequest;
import org.junit.jupiter.api.Test;

/** Authors and readers, on memory that the test keeps in arrays. */
class ReportClientTest {
  private static final class ArrayPages implements Pages {
    private final Map<Long, byte[]> memory = new HashMap<>();
    private long next = 1;
    private long left = 100;

    @Override
    public Capability<Dataspace> allocate(long size) throws OutOfRamException {
      if (size > left) {
        throw new OutOfRamException("there are " + left + " bytes");
      }
      left -= size;
      memory.put(next, new byte[(int) size]);
      return Capability.ofHandle(next++);
    }

    @Override
    public void free(Capability<Dataspace> capability) {
      byte[] freed = memory.remove(capability.handle());
      assertThat(freed).isNotNull();
      left += freed.length;
    }

    private byte[] bytes(Capability<Dataspace> capability) {
      return memory.getOrDefault(capability.handle(), new byte[0]);
    }

    @Override
    public byte[] read(Capability<Dataspace> capability, int length) {
      return Arrays.copyOf(bytes(capability), length);
    }

    @Override
    public void write(Capability<Dataspace> capability, byte[] content) {
      System.arraycopy(content, 0, bytes(capability), 0, content.length);
    }
  }

  private final ArrayPages pages = new ArrayPages();
  private final Report report = new Reports().report("author");

  private static void tell(ArrayPages pages, ReportClient author, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    pages.write(author.dataspace(), bytes);
    author.submit(bytes.length);
  }

  private String seenBy(RomClient reader) {
    return new String(pages.read(reader.dataspace(), (int) reader.size()), UTF_8);
  }

  @Test
  void reader_seesAnotherReportOnlyAfterItHasAskedForIt() throws Exception {
    ReportClient author = new ReportClient(pages, report, 20);
    RomClient reader = new RomClient(pages, report);
    tell(pages, author, "first");
    assertThat(reader.update()).isTrue();
    assertThat(seenBy(reader)).isEqualTo("first");
    assertThat(reader.update()).isFalse();
    tell(pages, author, "second one");
    assertThat(seenBy(reader)).isEqualTo("first");
    assertThat(reader.update()).isTrue();
    assertThat(seenBy(reader)).isEqualTo("second one");
  }

  @Test
  void reader_beforeAnyReport_seesNothing() {
    RomClient reader = new RomClient(pages, report);
    assertThat(seenBy(reader)).isEmpty();
    assertThat(reader.update()).isFalse();
  }

  @Test
  void reader_withoutRoomForTheNext_keepsWhatItHas() throws Exception {
    ReportClient author = new ReportClient(pages, report, 50);
    RomClient reader = new RomClient(pages, report);
    tell(pages, author, "short");
    reader.update();
    tell(pages, author, "x".repeat(50));
    assertThatThrownBy(reader::update)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("50 bytes has no room");
    assertThat(seenBy(reader)).isEqualTo("short");
  }

  @Test
  void report_staysWhenItsAuthorIsGone() throws Exception {
    ReportClient author = new ReportClient(pages, report, 20);
    tell(pages, author, "last words");
    author.close();
    assertThat(seenBy(new RomClient(pages, report))).isEqualTo("last words");
  }

  @Test
  void close_givesAllMemoryBack() throws Exception {
    ReportClient author = new ReportClient(pages, report, 20);
    RomClient reader = new RomClient(pages, report);
    tell(pages, author, "text");
    reader.update();
    author.close();
    reader.close();
    assertThat(pages.memory).isEmpty();
    assertThat(pages.left).isEqualTo(100);
  }

  @Test
  void submit_ofMoreThanThereIs_isRefused() throws Exception {
    ReportClient author = new ReportClient(pages, report, 20);
    assertThatThrownBy(() -> author.submit(21)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> author.submit(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThat(report.version()).isZero();
  }

  private static SessionRequest request(String arguments, long ram) {
    return new SessionRequest(SessionRequest.Kind.CREATE, 1, "Report", "author", arguments, ram, 0);
  }

  @Test
  void session_bringsTheMemoryOfItsReport() throws Exception {
    ReportRomServer.Authors authors = new ReportRomServer.Authors(pages, new Reports());
    assertThatThrownBy(() -> authors.create(request("buffer_size=20", 19)))
        .isInstanceOf(OutOfRamException.class);
    assertThatThrownBy(() -> authors.create(request("buffer_size=0", 19)))
        .isInstanceOf(ServiceDeniedException.class);
    authors.close(authors.create(request("buffer_size=20", 20)));
    assertThat(pages.left).isEqualTo(100);
  }
}
