import org.demitasse.xml.InvalidDocumentException;
import org.demitasse.xml.XmlAttribute;
import org.demitasse.xml.XmlDocument;
import org.demitasse.xml.XmlElement;
import org.demitasse.xml.XmlNode;
import org.demitasse.xml.XmlText;
import org.demitasse.xml.XmlWriter;

/** The reader of XML, as a component uses it. */
public final class ReadXml {
  private static final String[] DOCUMENTS = {
    "<?xml version='1.0'?><a b='1&lt;2' c=\"&#228;\">\n x &amp;<b/><!-- c --><c>ü😀</c>\n</a>",
    "<?source config:12:5?><a><b></a>",
    "<!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>",
    "<a b=1/>",
    "<a>&b;</a>",
    "",
    "<start/>",
  };

  public static void main(String[] arguments) {
    for (String each : DOCUMENTS) {
      try {
        byte[] bytes = each.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        XmlElement root = XmlDocument.read("f", "a", bytes);
        print(root);
        System.out.println(XmlWriter.cut(root));
      } catch (InvalidDocumentException wrong) {
        System.out.println(wrong.getMessage());
      }
    }
    try {
      XmlDocument.read("f", "a", new byte[] {'<', 'a', (byte) 0xE4});
    } catch (InvalidDocumentException wrong) {
      System.out.println(wrong.getMessage());
    }
  }

  private static void print(XmlElement element) {
    System.out.println(element.location() + " " + element.name());
    for (XmlAttribute each : element.attributes()) {
      System.out.println(each);
    }
    for (XmlNode each : element.nodes()) {
      if (each instanceof XmlElement child) {
        print(child);
      } else if (each instanceof XmlText text) {
        System.out.println(text);
      }
    }
  }
}
