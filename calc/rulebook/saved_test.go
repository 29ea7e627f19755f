package rulebook_test

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding/unicode"

	"yearend/calc/rulebook"
)

// A file that an editor on Windows has saved, or into which a path of Windows was
// pasted, is read as it was meant, or refused with the line and what to do.
func TestSavedOnWindows(t *testing.T) {
	utf16, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String("title: Caf\u00e9\r\nfile: a.csv\r\n")
	if err != nil {
		t.Fatal(err)
	}
	const ansi, slash = "is saved as ANSI (Windows-1252), and the file must be UTF-8", "write the path with / in place of"
	for text, want := range map[string]string{
		"title: x\nfile: b\ntitle2: Caf\xe9\n":                       `p.yaml:3: the character 'é' ` + ansi,
		"title: \x93Team\x94\r\n":                                    `p.yaml:1: the character '“' ` + ansi,
		"title: x\nfile: \"C:\\Users\\me\\a.csv\"\n":                 `p.yaml:2: \U: between double quotation marks`,
		"title: x\n# it's\nfile: \"inputs\\data.csv\"\n":             `p.yaml:3: \d: between double quotation marks`,
		"file: \"\\\\server\\share\\a.csv\"\n":                       slash,
		"title: x\nfile: \"C:\\temp\\a.csv\"\n":                      slash,
		"title: x\nfile: \"inputs\\new.csv\"\n":                      slash,
		"title: x\nfile: \"inputs\\Practices.csv\"\n":                slash,
		"title: x\nfile: \"inputs\\_a.csv\"\n":                       slash,
		"title: x\nfile: \"C:\\nhs\"\n":                              `p.yaml:2:7: "C:\nhs": \ was read with the letter behind it as one sign: between double`,
		"title: \"one\\ntwo\"\nfile: 'C:\\temp\\a.csv'\n":            "",
		"title: \"say \\\"so\\\" \\u00a3\"\nfile: C:\\temp\\a.csv\n": "",
		"\uFEFFtitle: Café\r\nfile: inputs\\new.csv\r\n":             "",
		utf16:                  "",
		"title: 'x\nfile: a\n": "found unexpected end of stream",
	} {
		var into struct{ Title, Title2, File string }
		err := rulebook.Decode("p.yaml", []byte(text), &into)
		switch {
		case want == "" && err != nil:
			t.Errorf("%q: %v", text, err)
		case want != "" && (err == nil || !strings.Contains(err.Error(), want)):
			t.Errorf("%q: %v, want %q", text, err, want)
		}
	}
}
