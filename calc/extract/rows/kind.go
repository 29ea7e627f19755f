package rows

import (
	"archive/zip"
	"bytes"
	"os"
	"regexp"
	"strings"

	"golang.org/x/text/encoding/unicode"
)

// kind is what a file is that is neither a CSV nor a workbook which can be read.
type kind struct {
	what   string // "a web page"
	remedy string
	found  string // a title, a name: what shows which file it is
}

// foreignKind finds out what a file is by its content, whatever its name says.
// There is none where it may be a CSV or a workbook.
func foreignKind(file *os.File, named string) *kind {
	begins := make([]byte, sniffed)
	n, _ := file.ReadAt(begins, 0)
	begins = begins[:n]
	switch {
	case bytes.HasPrefix(begins, []byte("\xd0\xcf\x11\xe0")):
		return compoundKind(file)
	case bytes.HasPrefix(begins, []byte("PK\x03\x04")), bytes.HasPrefix(begins, []byte("PK\x05\x06")):
		return zipKind(file, IsWorkbook(named))
	}
	for _, k := range binaries {
		for _, mark := range k.marks {
			if bytes.HasPrefix(begins, []byte(mark)) {
				return &kind{what: k.what, remedy: k.remedy}
			}
		}
	}
	if len(begins) > 12 && (string(begins[:4]) == "RIFF" && string(begins[8:12]) == "WEBP" || string(begins[4:8]) == "ftyp") { // of the web, of a telephone
		return &kind{what: "a picture or a film", remedy: askForTable}
	}
	if n > 0 && len(bytes.Trim(begins, "\x00")) == 0 {
		return &kind{what: "a file of nothing but zeros, as one is that never came down from OneDrive or the network", remedy: "copy it again, and look at it before"}
	}
	return textKind(plainBeginning(begins))
}

// sniffed is how much of a file is looked at: web pages begin with long scripts.
const sniffed = 64 << 10

// Remedies that several kinds share.
const (
	askForTable   = "ask for the table itself, as CSV or as a workbook (.xlsx)"
	saveAsXLSX    = "open it in Excel, look whether codes and dates are right, and save it as .xlsx"
	unpackIt      = "unpack it, and name what was in it"
	saveAttached  = "open it, and save what is attached to it"
	exportAsCSV   = "export the table from the program as CSV"
	downloadAgain = "download the file itself, and open it once before it is put here"
)

// binaries are kinds of file by the bytes that they begin with.
var binaries = []struct {
	what, remedy string
	marks        []string
}{
	{"a PDF", "ask for the workbook or CSV that it was made from", []string{"%PDF"}},
	{"a document of a word processor (RTF)", askForTable, []string{`{\rtf`}},
	{"a picture", askForTable, []string{"\x89PNG", "\u0089PNG", "PNG\r\n", "\xff\xd8\xff", "GIF87a", "GIF89a", "II*\x00", "MM\x00*"}},
	{"a packed file", unpackIt, []string{"\x1f\x8b", "7z\xbc\xaf\x27\x1c", "Rar!\x1a\x07", "\xfd7zXZ\x00", "\x28\xb5\x2f\xfd", "BZh91AY&SY"}},
	{"a database", exportAsCSV, []string{"SQLite format 3\x00", "\x00\x01\x00\x00Standard ", "PAR1"}},
	{"a file of a statistics program", exportAsCSV, []string{"$FL2", "$FL3", "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\xc2\xea\x81\x60", "<stata_dta>"}},
	{"a link to a file and not the file", "open it, and save what it leads to", []string{"L\x00\x00\x00\x01\x14\x02\x00", "[InternetShortcut]"}},
	{"an archive of e-mails", saveAttached, []string{"!BDN"}},
	{"what a Mac puts beside a file", "take the file that has the same name without ._", []string{"\x00\x05\x16\x07", "\x00\x05\x16\x00"}},
	{"a program", "delete it, and ask who sent it", []string{"MZ\x90\x00", "\x7fELF"}},
	{"a workbook of Excel 4 or older", saveAsXLSX, []string{"\x09\x00\x04\x00", "\x09\x02\x06\x00", "\x09\x04\x06\x00", "\x09\x08\x08\x00", "\x09\x08\x10\x00"}},
	{"an old exchange file of Excel (SYLK)", saveAsXLSX, []string{"ID;PWXL"}},
}

// plainBeginning is the beginning of a file as text, without marks and blanks
// before it.
func plainBeginning(begins []byte) string {
	if order, is := utf16Order(begins[:min(len(begins), 4)]); is {
		begins, _ = unicode.UTF16(order, unicode.UseBOM).NewDecoder().Bytes(begins)
	}
	return strings.TrimLeft(string(begins), "\ufeff \t\r\n")
}

var (
	webPage    = regexp.MustCompile(`(?i)^(<!doctype html|<!--|<\?xml[^>]*>\s*(<!doctype html|<html)|<(html|head|body|table|meta|script|style|div|title|p|center|form|font|link|base)\b)`)
	title      = regexp.MustCompile(`(?is)<title[^>]*>\s*([^<]*?)\s*</title>`)
	signIn     = regexp.MustCompile(`(?i)type\s*=\s*["']?password|samlrequest|login\.microsoftonline|<title[^>]*>[^<]*(sign|log)[ -]?(in|on)\b`)
	wentWrong  = regexp.MustCompile(`(?i)\b(40[0-9]|50[0-9]|error|denied|forbidden|not found|expired|unavailable|unauthori[sz]ed|timed? ?out)\b`)
	failure    = regexp.MustCompile(`(?i)<error\b[^>]*>\s*<code>([^<]*)</code>`)
	json       = regexp.MustCompile(`^(\{\s*("|\})|\[\s*([\["{\]]|-?[0-9.]+\s*[,\]]))`)
	statements = regexp.MustCompile(`(?i)^(insert into|create table|drop table|begin transaction|use \[)`)
)

// textKind is what a text is that is no CSV.
func textKind(begins string) *kind {
	lower := strings.ToLower(begins)
	switch {
	case strings.HasPrefix(lower, "<?xml") && strings.Contains(lower, "urn:schemas-microsoft-com:office:spreadsheet"):
		return &kind{what: "an XML workbook of Excel 2003", remedy: saveAsXLSX}
	case webPage.MatchString(begins) && strings.Contains(begins, "<"):
		return pageKind(begins)
	case isMail(begins):
		if strings.Contains(lower, "multipart/related") || strings.Contains(lower, "from: <saved by") {
			return &kind{what: "a web page packed as an e-mail (.mht), which reporting systems give out for Excel", remedy: saveAsXLSX}
		}
		if mailFolder.MatchString(begins) {
			return &kind{what: "an archive of e-mails", remedy: saveAttached}
		}
		return &kind{what: "an e-mail", remedy: saveAttached}
	case json.MatchString(begins):
		k := &kind{what: "data for programs (JSON)", remedy: askForTable}
		if line := firstLine(begins); wentWrong.MatchString(line) { // of data nothing is repeated
			k.what, k.remedy, k.found = "what a website answered in place of the file (JSON)", downloadAgain, line
		}
		return k
	case strings.HasPrefix(begins, "<?xml"), strings.HasPrefix(begins, "<") && strings.Contains(begins, "</"):
		if code := failure.FindStringSubmatch(begins); code != nil {
			return &kind{what: "what a website answered in place of the file (XML)", remedy: downloadAgain, found: code[1]}
		}
		return &kind{what: "data for programs (XML)", remedy: askForTable}
	case strings.HasPrefix(begins, "BEGIN:V"):
		return &kind{what: "a calendar or an address card", remedy: askForTable}
	case strings.HasPrefix(begins, "version https://git-lfs"):
		return &kind{what: "a pointer to a file and not the file (Git LFS)", remedy: downloadAgain}
	case statements.MatchString(begins):
		return &kind{what: "statements for a database (SQL)", remedy: exportAsCSV}
	}
	return nil
}

// pageKind tells web pages apart: many systems give one out as a workbook, and
// others show one in place of the file that was asked for.
func pageKind(begins string) *kind {
	k := &kind{what: "a web page", remedy: downloadAgain}
	if found := title.FindStringSubmatch(begins); found != nil {
		k.found = found[1]
	}
	switch {
	case signIn.MatchString(begins):
		k.what, k.remedy = "the sign-in page of a website, saved in place of the file", "sign in, and "+downloadAgain
	case wentWrong.MatchString(k.found):
		k.what = "a page on which a website says what went wrong, saved in place of the file"
	case strings.Contains(strings.ToLower(begins), "<table"):
		k.what, k.remedy = "a web page with a table, which some systems give out as a workbook", saveAsXLSX+"; or ask for it as CSV"
	}
	return k
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	return strings.TrimSpace(line)
}

// zipKind tells zip files apart: workbooks are such, and other documents. There
// is none of a workbook that can be read, or of a file too damaged to tell.
func zipKind(file *os.File, workbook bool) *kind {
	names, ok := namesIn(file)
	if !ok {
		if workbook {
			return nil // what is wrong with it is said where it is opened
		}
		return &kind{what: "a workbook or a zip file", remedy: "rename a workbook to .xlsx, unpack a zip file"}
	}
	has := func(begin string) bool {
		for _, name := range names {
			if strings.HasPrefix(name, begin) {
				return true
			}
		}
		return false
	}
	switch {
	case has("xl/workbook.bin"):
		return &kind{what: "a binary workbook (.xlsb)", remedy: "open it in Excel and save it as .xlsx"}
	case has("word/"), has("ppt/"), has("visio/"):
		return &kind{what: "a document of Word, PowerPoint or Visio", remedy: askForTable}
	case has("xl/"):
		if workbook {
			return nil
		}
		return &kind{what: "a workbook", remedy: "rename it to .xlsx, here and in the project file"}
	case has("content.xml"):
		return &kind{what: "an OpenDocument file (.ods)", remedy: "open it and save it as .xlsx"}
	case has("index/document.iwa"), has("index.zip"), has("index/calculationengine"):
		return &kind{what: "a file of Apple's Numbers", remedy: "export it there as Excel (.xlsx) or CSV"}
	case has("[content_types].xml") && workbook:
		return nil
	}
	return &kind{what: "a zip file", remedy: unpackIt, found: strings.Join(names[:min(len(names), 3)], ", ")}
}

// namesIn lists the parts of a zip file, as they are compared.
func namesIn(file *os.File) (names []string, ok bool) {
	facts, err := file.Stat()
	if err != nil || facts.Size() > maxWorkbook {
		return nil, false
	}
	archive, err := zip.NewReader(file, facts.Size())
	if err != nil {
		return nil, false
	}
	for _, f := range archive.File {
		names = append(names, folded(f.Name))
	}
	return names, true
}
