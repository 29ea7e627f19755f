package rows

import (
	"archive/zip"
	"bytes"
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
		"a PDF":                           {"a.csv", "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "this is a PDF: "},
		"a letter in RTF":                 {"a.csv", "{\\rtf1\\ansi\\deff0 Activity}", "this is a document of a word processor (RTF): "},
		"a PNG":                           {"a.csv", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "this is a picture: "},
		"a photograph":                    {"a.csv", "\xff\xd8\xff\xe0\x00\x10JFIF", "this is a picture: "},
		"a GIF":                           {"a.csv", "GIF89a\x01\x00\x01\x00", "this is a picture: "},
		"a scan":                          {"a.csv", "II*\x00\x08\x00\x00\x00", "this is a picture: "},
		"a scan of a Mac":                 {"a.csv", "MM\x00*\x00\x00\x00\x08", "this is a picture: "},
		"an older GIF":                    {"a.csv", "GIF87a\x01\x00\x01\x00", "this is a picture: "},
		"a PNG read as Latin letters":     {"a.csv", "\u0089PNG\r\n\x1a\n", "this is a picture: "},
		"an older file of SPSS":           {"a.csv", "$FL3@(#) SPSS DATA FILE", "this is a file of a statistics program: "},
		"Excel 2":                         {"a.xls", "\x09\x00\x04\x00\x02\x00\x10\x00", "this is a workbook of Excel 4 or older"},
		"Excel 3":                         {"a.xls", "\x09\x02\x06\x00\x00\x00\x10\x00", "this is a workbook of Excel 4 or older"},
		"gzip":                            {"a.csv", "\x1f\x8b\x08\x00\x00\x00\x00\x00", "this is a packed file: "},
		"7-Zip":                           {"a.xlsx", "7z\xbc\xaf\x27\x1c\x00\x04", "this is a packed file: "},
		"RAR":                             {"a.csv", "Rar!\x1a\x07\x01\x00", "this is a packed file: "},
		"SQLite":                          {"a.csv", "SQLite format 3\x00\x10\x00", "this is a database: "},
		"Parquet":                         {"a.csv", "PAR1\x15\x04\x15", "this is a database: "},
		"SPSS":                            {"a.csv", "$FL2@(#) SPSS DATA FILE", "this is a file of a statistics program: "},
		"Stata":                           {"a.csv", "<stata_dta><header>", "this is a file of a statistics program: "},
		"a shortcut":                      {"a.csv", "L\x00\x00\x00\x01\x14\x02\x00\x00\x00", "this is a link to a file and not the file: "},
		"a shortcut to a website":         {"a.csv", "[InternetShortcut]\r\nURL=https://example.org/\r\n", "this is a link to a file and not the file: "},
		"what a Mac leaves":               {"a.csv", "\x00\x05\x16\x07\x00\x02\x00\x00", "this is what a Mac puts beside a file: "},
		"a program for Windows":           {"a.csv", "MZ\x90\x00\x03\x00\x00\x00", "this is a program: "},
		"a program for Linux":             {"a.xlsx", "\x7fELF\x02\x01\x01\x00", "this is a program: "},
		"nothing but zeros":               {"a.csv", strings.Repeat("\x00", 300), "this is a file of nothing but zeros"},
		"a web page":                      {"a.csv", "<!DOCTYPE html><html><head><title>Reports</title></head><body>Hello</body></html>", "this is a web page: "},
		"a web page with a table":         {"a.xlsx", "<html><body><table><tr><td>P81900</td></tr></table></body></html>", "this is a web page with a table"},
		"a sign-in page":                  {"a.csv", "<html><head><title>Sign in</title></head><body><input type=\"password\"></body></html>", "this is the sign-in page of a website"},
		"JSON":                            {"a.csv", `[{"Practice code": "P81900"}]`, "this is data for programs (JSON): "},
		"XML":                             {"a.csv", `<?xml version="1.0"?><rows><row/></rows>`, "this is data for programs (XML): "},
		"a calendar":                      {"a.csv", "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", "this is a calendar or an address card: "},
		"statements":                      {"a.csv", "INSERT INTO activity VALUES ('P81900');\n", "this is statements for a database (SQL): "},
		"a picture of the web":            {"a.csv", "RIFF\x24\x00\x00\x00WEBPVP8 ", "this is a picture or a film: "},
		"a picture of a telephone":        {"a.csv", "\x00\x00\x00\x24ftypheic\x00\x00\x00\x00", "this is a picture or a film: "},
		"bzip2":                           {"a.csv", "BZh91AY&SY\x00\x00", "this is a packed file: "},
		"xz":                              {"a.csv", "\xfd7zXZ\x00\x00\x04", "this is a packed file: "},
		"Zstandard":                       {"a.csv", "\x28\xb5\x2f\xfd\x24\x00", "this is a packed file: "},
		"Access":                          {"a.csv", "\x00\x01\x00\x00Standard ACE DB\x00", "this is a database: "},
		"SAS":                             {"a.csv", strings.Repeat("\x00", 12) + "\xc2\xea\x81\x60\xb3\x14", "this is a file of a statistics program: "},
		"Outlook's archive":               {"a.csv", "!BDN\x00\x00\x00\x00", "this is an archive of e-mails: "},
		"SYLK":                            {"a.csv", "ID;PWXL;N;E\nC;Y1;X1;K\"Practice code\"\n", "this is an old exchange file of Excel (SYLK): "},
		"a pointer of Git LFS":            {"a.csv", "version https://git-lfs.github.com/spec/v1\noid sha256:00\n", "this is a pointer to a file and not the file (Git LFS): "},
		"a web page packed as an e-mail":  {"a.csv", "From: <Saved by Excel>\nSubject: Extract\nMIME-Version: 1.0\n\n<table>\n", "this is a web page packed as an e-mail (.mht)"},
		"what a website answered in XML":  {"a.csv", `<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>`, "this is what a website answered in place of the file (XML): "},
		"an old document of Word":         {"a.csv", compound("WordDocument", nil), "this is a document of Word or PowerPoint: "},
		"a workbook named a CSV":          {"a.csv", zipped("[Content_Types].xml", "xl/workbook.xml"), "this is a workbook: rename it to .xlsx"},
		"a new document of Word":          {"a.xlsx", zipped("[Content_Types].xml", "word/document.xml"), "this is a document of Word, PowerPoint or Visio: "},
		"OpenDocument":                    {"a.xlsx", zipped("mimetype", "content.xml"), "this is an OpenDocument file (.ods): "},
		"Numbers":                         {"a.csv", zipped("Index/Document.iwa"), "this is a file of Apple's Numbers: "},
		"nothing":                         {"a.csv", "", "the file is empty: "},
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

// zipped is a zip file with parts of these names, and nothing in them.
func zipped(names ...string) string {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, name := range names {
		if _, err := w.Create(name); err != nil {
			panic(err)
		}
	}
	if err := w.Close(); err != nil {
		panic(err)
	}
	return b.String()
}

// wide16 writes a text as Windows does, with its mark.
func wide16(s string) string {
	var b []byte
	for _, unit := range append([]uint16{0xfeff}, utf16.Encode([]rune(s))...) {
		b = binary.LittleEndian.AppendUint16(b, unit)
	}
	return string(b)
}
