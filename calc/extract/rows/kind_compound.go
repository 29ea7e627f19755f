package rows

import (
	"io"
	"strings"
)

// compoundKind tells apart what begins like an old Office file, by the names of
// the streams in it: they stand at multiples of 128 bytes, in UTF-16, with their
// length behind them.
func compoundKind(file io.ReaderAt) *kind {
	streams := map[string]bool{}
	in := io.NewSectionReader(file, 0, maxWorkbook)
	block, locked := make([]byte, 128<<10), false
	for {
		n, err := io.ReadFull(in, block)
		for at := 0; at+128 <= n; at += 128 {
			if name, is := streamName(block[at : at+128]); is {
				streams[name] = true
			}
			locked = locked || hasFilePass(block[at:n])
		}
		if err != nil {
			break
		}
	}
	switch {
	case streams["EncryptedPackage"] && (streams["DRMEncryptedTransform"] || streams["DRMEncryptedDataSpace"]):
		return &kind{what: "a workbook under a sensitivity label that encrypts it", remedy: "have the label's protection taken off, and save it as .xlsx"}
	case streams["EncryptedPackage"]:
		return &kind{what: "a workbook with a password", remedy: "open it in Excel, empty the password under File, Info, Protect Workbook, Encrypt with Password, and save it"}
	case streams["__properties_version1.0"]:
		return &kind{what: "an e-mail of Outlook", remedy: saveAttached}
	case streams["WordDocument"], streams["PowerPoint Document"]:
		return &kind{what: "a document of Word or PowerPoint", remedy: askForTable}
	case (streams["Workbook"] || streams["Book"]) && locked:
		return &kind{what: "a workbook of the old .xls kind with a password", remedy: "open it in Excel, take the password off under File, Info, Protect Workbook, look whether codes and dates are right, and save it as .xlsx"}
	case streams["Workbook"], streams["Book"]:
		return &kind{what: "a workbook of the old .xls kind", remedy: saveAsXLSX}
	}
	return &kind{what: "a workbook with a password or of the old .xls kind", remedy: "save it without a password as .xlsx"}
}

// streamName reads an entry of the directory of an old Office file.
func streamName(entry []byte) (string, bool) {
	const lengthAt, longest = 64, 64
	length := int(entry[lengthAt]) | int(entry[lengthAt+1])<<8
	if length < 4 || length > longest || length%2 != 0 {
		return "", false
	}
	var name strings.Builder
	for at := 0; at < length-2; at += 2 {
		if entry[at+1] != 0 || entry[at] == 0 {
			return "", false
		}
		name.WriteByte(entry[at])
	}
	return name.String(), entry[length-2] == 0 && entry[length-1] == 0
}

// hasFilePass reports the beginning of an old workbook that has a password: right
// after the record with which each begins stands the one of the password.
func hasFilePass(b []byte) bool {
	const begin, pass = 0x0809, 0x002f
	word := func(at int) int { return int(b[at]) | int(b[at+1])<<8 }
	if len(b) < 4 || word(0) != begin {
		return false
	}
	next := 4 + word(2)
	return next <= 20 && next+2 <= len(b) && word(next) == pass
}
