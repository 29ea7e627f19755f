package tagged

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"strings"
	"time"
	"unicode"
)

// Metadata is what the file says of itself, twice: in the Info dictionary and
// as XMP, with the same words. Empty fields are left out, but Title, Language
// and Created are needed.
type Metadata struct {
	Title      string
	Author     string
	Subject    string
	Keywords   string
	Identifier string // a reference that finds the document again
	Creator    string // the program that composed it
	Producer   string // the program that made the file
	Language   string // of the document, like "en-GB"
	Created    time.Time
}

// check sees that the words can stand in both places.
func (m Metadata) check() error {
	if m.Title == "" || m.Created.IsZero() || !isLanguage(m.Language) {
		return fmt.Errorf("metadata: title, time and a language like en-GB are needed")
	}
	for _, text := range []string{m.Title, m.Author, m.Subject, m.Keywords, m.Identifier, m.Creator, m.Producer} {
		if strings.ContainsFunc(text, unprintable) {
			return fmt.Errorf("metadata: %q has a control character", text)
		}
	}
	return nil
}

func unprintable(r rune) bool { return unicode.IsControl(r) || r == unicode.ReplacementChar }

// info is the Info dictionary.
func (m Metadata) info(out []byte) []byte {
	out = append(out, "<<"...)
	for _, entry := range [...]struct{ key, text string }{
		{"/Title", m.Title}, {"/Author", m.Author}, {"/Subject", m.Subject}, {"/Keywords", m.Keywords},
		{"/Creator", m.Creator}, {"/Producer", m.Producer},
	} {
		if entry.text != "" {
			out = appendText(append(out, entry.key...), entry.text)
		}
	}
	out = appendTime(append(out, "/CreationDate"...), m.Created)
	out = appendTime(append(out, "/ModDate"...), m.Created)
	return append(out, ">>"...)
}

// xmp is the XMP packet. It stays uncompressed, so that a program that knows no
// PDF finds it.
func (m Metadata) xmp() []byte {
	var out bytes.Buffer
	out.Grow(4 << 10) // more than most take
	out.WriteString(xmpHead)
	property(&out, "dc:title", `<rdf:Alt><rdf:li xml:lang="x-default">`, m.Title, "</rdf:li></rdf:Alt>")
	property(&out, "dc:creator", "<rdf:Seq><rdf:li>", m.Author, "</rdf:li></rdf:Seq>")
	property(&out, "dc:description", `<rdf:Alt><rdf:li xml:lang="x-default">`, m.Subject, "</rdf:li></rdf:Alt>")
	property(&out, "dc:identifier", "", m.Identifier, "")
	property(&out, "dc:language", "<rdf:Bag><rdf:li>", m.Language, "</rdf:li></rdf:Bag>")
	property(&out, "pdf:Keywords", "", m.Keywords, "")
	property(&out, "pdf:Producer", "", m.Producer, "")
	property(&out, "xmp:CreatorTool", "", m.Creator, "")
	moment := m.Created.UTC().Format("2006-01-02T15:04:05Z")
	property(&out, "xmp:CreateDate", "", moment, "")
	property(&out, "xmp:ModifyDate", "", moment, "")
	property(&out, "xmp:MetadataDate", "", moment, "")
	out.WriteString(xmpTail)
	return out.Bytes()
}

// property writes one property, unless it is empty.
func property(out *bytes.Buffer, name, before, text, after string) {
	if text == "" {
		return
	}
	out.WriteString("<" + name + ">" + before)
	xml.EscapeText(out, []byte(text)) // a Buffer never fails
	out.WriteString(after + "</" + name + ">\n")
}

// The claims to both standards. PDF/A knows the properties of its own schema
// but not those of PDF/UA, so the packet describes them.
const (
	xmpHead = "<?xpacket begin=\"\ufeff\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n" +
		`<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
`
	xmpTail = `<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>`
)
