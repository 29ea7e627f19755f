package rows

import (
	"regexp"
	"strings"
)

var (
	mailLine   = regexp.MustCompile(`^([A-Za-z][A-Za-z0-9-]*):`)
	mailFolder = regexp.MustCompile(`^From \S+ .*[0-9]{4}`)
)

// mailFields are the headers of which an e-mail, as mail programs save it, has some.
var mailFields = map[string]bool{"from": true, "to": true, "sent": true, "date": true, "subject": true, "received": true, "return-path": true,
	"delivered-to": true, "message-id": true, "mime-version": true, "content-type": true, "reply-to": true}

// isMail reports a text that begins with the headers of an e-mail, with MIME or
// without, or with the line before each e-mail of an archive. A report may begin
// with From: and To: as well, and then names days: an e-mail names addresses.
func isMail(begins string) bool {
	seen, address, archive := 0, false, false
	for i, line := range strings.Split(begins, "\n") {
		line = strings.TrimRight(line, "\r")
		field := mailLine.FindStringSubmatch(line)
		switch {
		case i == 0 && mailFolder.MatchString(line):
			archive = true
			continue
		case i > 0 && strings.HasPrefix(line, " "), i > 0 && strings.HasPrefix(line, "\t"): // the rest of the header above
		case field == nil: // the headers have ended
			return seen >= 2 && (address || archive)
		case mailFields[strings.ToLower(field[1])]:
			seen++
		}
		address = address || strings.Contains(line, "@") || strings.EqualFold(line, "MIME-Version: 1.0") || strings.HasPrefix(strings.ToLower(line), "content-type:")
	}
	return seen >= 2 && (address || archive)
}
