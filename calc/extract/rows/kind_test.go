package rows

import (
	"encoding/binary"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"
)

// TestKinds checks that what is neither a CSV nor a workbook is called what it is,
// whatever its name, and that a report which begins like an e-mail is none.
func TestKinds(t *testing.T) {
	const table = "Practice code,Service\nP81900,ecg\n"
	for name, c := range map[string]struct{ named, content, want string }{
		"an e-mail without MIME":          {"a.csv", "From: reports@example.org\nTo: team@example.org\nSubject: Extract\n\n" + table, "this is an e-mail: "},
		"an e-mail saved by Outlook":      {"a.txt", "From:\tReports <reports@example.org>\r\nSent:\t17 April 2026 09:00\r\nTo:\tTeam\r\n\r\n" + table, "this is an e-mail: "},
		"headers over two lines":          {"a.csv", "Received: from a\n\tby b; Fri, 17 Apr 2026\nReturn-Path: <a@example.org>\n\nHello\n", "this is an e-mail: "},
		"an archive":                      {"a.csv", "From MAILER-DAEMON Fri Apr 17 09:00:00 2026\nDate: Fri, 17 Apr 2026\nSubject: Extract\n\n" + table, "this is an archive of e-mails: "},
		"a report with days":              {"a.csv", "From: 1 April 2025\nTo: 31 March 2026\nDate: 17 April 2026\n\n" + table, ""},
		"a report with its subject":       {"a.csv", "Subject: year-end extract\nDate: 17 April 2026\n" + table, ""},
		"a CSV named a workbook":          {"a.xlsx", table, "this is text, as a CSV is, and not a workbook"},
		"UTF-16 named a workbook":         {"a.xlsx", wide16(table), "this is text, as a CSV is, and not a workbook"},
		"bytes named a workbook":          {"a.xlsx", "\x01\x02\x03\x04 and so on", "this is neither a workbook"},
		"Excel 4":                         {"a.xls", "\x09\x04\x06\x00\x00\x00\x10\x00", "this is a workbook of Excel 4 or older"},
		"an old workbook":                 {"a.csv", compound("Workbook", []byte{0x09, 0x08, 4, 0, 0, 6, 5, 0, 0xe1, 0}), "this is a workbook of the old .xls kind: "},
		"an old workbook, Excel 95":       {"a.xlsx", compound("Book", []byte{0x09, 0x08, 4, 0, 0, 5, 5, 0, 0x42, 0}), "this is a workbook of the old .xls kind: "},
		"an old one with a password":      {"a.xls", compound("Workbook", []byte{0x09, 0x08, 4, 0, 0, 6, 5, 0, 0x2f, 0}), "this is a workbook of the old .xls kind with a password: "},
		"a new one with a password":       {"a.xlsx", compound("EncryptedPackage", nil), "this is a workbook with a password: "},
		"one that is named an old one":    {"a.xls", compound("EncryptedPackage", nil), "this is a workbook with a password: "},
		"neither can be told for certain": {"a.xls", compound("Other", nil), "this is a workbook with a password or of the old .xls kind: "},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), c.named)
			if err := os.WriteFile(path, []byte(c.content), 0o600); err != nil {
				t.Fatal(err)
			}
			file, fault := Open(path)
			if fault == nil {
				file.Close()
			}
			switch {
			case c.want == "" && fault != nil:
				t.Errorf("refused: %s", fault.Remedy)
			case c.want != "" && (fault == nil || !strings.HasPrefix(fault.Remedy, c.want)):
				t.Errorf("got %v, want %q", fault, c.want)
			}
		})
	}
}

// compound is the beginning of an old Office file with one stream.
func compound(name string, begins []byte) string {
	b := make([]byte, 2048)
	copy(b, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
	copy(b[512:], begins)
	entry := b[1024:]
	copy(entry, wide16(name)[2:])
	entry[64] = byte(2*len(name) + 2)
	return string(b)
}

// wide16 writes a text as Windows does, with its mark.
func wide16(s string) string {
	var b []byte
	for _, unit := range append([]uint16{0xfeff}, utf16.Encode([]rune(s))...) {
		b = binary.LittleEndian.AppendUint16(b, unit)
	}
	return string(b)
}
