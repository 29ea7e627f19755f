package tagged_test

import (
	"encoding/binary"
	"encoding/xml"
	"io"
	"math"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"yearend/letters/pdf/tagged"
)

// The claims, and the same words in both places.
func TestMetadataSaysTheSameTwice(t *testing.T) {
	d := read(t, rewrite(t, drawSample))
	catalog := d.dict(d.trailer["Root"])
	packet := words(t, d.streams[catalog["Metadata"].(ref)])
	info := d.dict(d.trailer["Info"])
	for key, property := range map[name]string{"Title": "title/Alt/li", "Author": "creator/Seq/li",
		"Subject": "description/Alt/li", "Keywords": "Keywords", "Creator": "CreatorTool", "Producer": "Producer"} {
		if got := text(info[key]); got == "" || got != packet[property] {
			t.Errorf("%s is %q, in XMP %q", key, got, packet[property])
		}
	}
	for key, property := range map[name]string{"CreationDate": "CreateDate", "ModDate": "ModifyDate"} {
		a, errA := time.Parse("D:20060102150405Z", text(info[key]))
		b, errB := time.Parse(time.RFC3339, packet[property])
		if errA != nil || errB != nil || !a.Equal(b) || !a.Equal(when) {
			t.Errorf("%s is %v, in XMP %v", key, info[key], packet[property])
		}
	}
	for property, want := range map[string]string{"identifier": about.Identifier, "language/Bag/li": "en-GB",
		"conformance": "A", "schemas/Bag/li/prefix": "pdfuaid", "schemas/Bag/li/property/Seq/li/name": "part"} {
		if packet[property] != want {
			t.Errorf("%s is %q, want %q", property, packet[property], want)
		}
	}
	if packet["part"] != "2 1" {
		t.Errorf("the parts claimed are %q, want PDF/A's 2 and PDF/UA's 1", packet["part"])
	}
}

func TestCatalogSaysWhatTheDocumentIs(t *testing.T) {
	d := read(t, rewrite(t, drawSample))
	catalog := d.dict(d.trailer["Root"])
	if catalog["Lang"] != "en-GB" || catalog["MarkInfo"].(dict)["Marked"] != true ||
		catalog["ViewerPreferences"].(dict)["DisplayDocTitle"] != true {
		t.Errorf("the catalog is %v", catalog)
	}
	intent := d.list(catalog["OutputIntents"])[0].(dict)
	if intent["S"] != name("GTS_PDFA1") || intent["OutputConditionIdentifier"] == "" {
		t.Errorf("the output intent is %v", intent)
	}
	checkProfile(t, d.streams[intent["DestOutputProfile"].(ref)])
	if id := d.list(d.trailer["ID"]); len(id) != 2 || id[0] != id[1] || len(id[0].(string)) != 16 {
		t.Errorf("the ID is %q", id)
	}
}

// The profile's header, its directory, and that white adds up from the primaries.
func checkProfile(t *testing.T, profile []byte) {
	t.Helper()
	word := func(at int) int { return int(binary.BigEndian.Uint32(profile[at:])) }
	if word(0) != len(profile) || string(profile[12:24]) != "mntrRGB XYZ " || string(profile[36:40]) != "acsp" || profile[8] != 2 {
		t.Fatalf("the profile's header is %q", profile[:40])
	}
	places := map[string]int{}
	for i := range word(128) {
		entry := 132 + 12*i
		at, size := word(entry+4), word(entry+8)
		if at%4 != 0 || at+size > len(profile) {
			t.Errorf("the tag %s stands at %d", profile[entry:entry+4], at)
		}
		places[string(profile[entry:entry+4])] = at
	}
	for _, tag := range []string{"desc", "cprt", "wtpt", "rXYZ", "gXYZ", "bXYZ", "rTRC", "gTRC", "bTRC"} {
		if places[tag] == 0 {
			t.Errorf("the profile has no %s", tag)
		}
	}
	for i, want := range []int{word(68), word(72), word(76)} {
		sum := 0
		for _, tag := range []string{"rXYZ", "gXYZ", "bXYZ"} {
			sum += word(places[tag] + 8 + 4*i)
		}
		if math.Abs(float64(sum-want)) > 16 {
			t.Errorf("the primaries add up to %#x, white is %#x", sum, want)
		}
	}
}

func TestMetadataIsRefused(t *testing.T) {
	drawn, structure := drawSample(t)
	for why, change := range map[string]func(*tagged.Metadata){
		"no title":        func(m *tagged.Metadata) { m.Title = "" },
		"no language":     func(m *tagged.Metadata) { m.Language = "" },
		"an odd language": func(m *tagged.Metadata) { m.Language = "en_GB" },
		"no time":         func(m *tagged.Metadata) { m.Created = time.Time{} },
		"a line break":    func(m *tagged.Metadata) { m.Subject = "two\nlines" },
		"a broken byte":   func(m *tagged.Metadata) { m.Author = "bad \xff" },
	} {
		m := about
		change(&m)
		if _, err := newRewriter(t).Rewrite(drawn, structure, m); err == nil {
			t.Errorf("metadata with %s was taken", why)
		}
	}
}

// Markup and brackets in a name stay text in both places.
func TestMetadataIsEscaped(t *testing.T) {
	drawn, structure := drawSample(t)
	m := about
	m.Title, m.Author = `A <b> & "c" \(d`, "(Ÿ) ]]> /X"
	m.Subject, m.Keywords = `<i> & "s" \)`, `</pdf:Keywords> & "k" (`
	out, err := newRewriter(t).Rewrite(drawn, structure, m)
	if err != nil {
		t.Fatal(err)
	}
	d := read(t, out)
	packet := words(t, d.streams[d.dict(d.trailer["Root"])["Metadata"].(ref)])
	info := d.dict(d.trailer["Info"])
	if text(info["Title"]) != m.Title || packet["title/Alt/li"] != m.Title {
		t.Errorf("the title is %q and %q", text(info["Title"]), packet["title/Alt/li"])
	}
	if text(info["Author"]) != m.Author || packet["creator/Seq/li"] != m.Author {
		t.Errorf("the author is %q and %q", text(info["Author"]), packet["creator/Seq/li"])
	}
	if text(info["Subject"]) != m.Subject || packet["description/Alt/li"] != m.Subject {
		t.Errorf("the subject is %q and %q", text(info["Subject"]), packet["description/Alt/li"])
	}
	if text(info["Keywords"]) != m.Keywords || packet["Keywords"] != m.Keywords {
		t.Errorf("the keywords are %q and %q", text(info["Keywords"]), packet["Keywords"])
	}
}

// words reads an XMP packet: the text by the path of local names below the
// description, several texts with a space between.
func words(t *testing.T, packet []byte) map[string]string {
	t.Helper()
	out := map[string]string{}
	var path []string
	decoder := xml.NewDecoder(strings.NewReader(string(packet)))
	for {
		token, err := decoder.Token()
		if err == io.EOF {
			return out
		}
		if err != nil {
			t.Fatal(err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			path = append(path, token.Name.Local)
		case xml.EndElement:
			path = path[:len(path)-1]
		case xml.CharData:
			if word := strings.TrimSpace(string(token)); word != "" {
				key := strings.Join(path[3:], "/")
				out[key] = strings.TrimSpace(out[key] + " " + word)
			}
		}
	}
}

// text decodes a PDF text string.
func text(v any) string {
	s, _ := v.(string)
	if !strings.HasPrefix(s, "\xfe\xff") {
		return s
	}
	var units []uint16
	for i := 2; i+1 < len(s); i += 2 {
		units = append(units, uint16(s[i])<<8|uint16(s[i+1]))
	}
	return string(utf16.Decode(units))
}
