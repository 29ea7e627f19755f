package rows

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// inUTF8 gives the XML of a part in UTF-8. A part says itself in what else it is
// written, and is refused by that name where it cannot be read.
func inUTF8(in io.Reader) (io.Reader, error) {
	buffered := bufio.NewReader(in)
	begins, _ := buffered.Peek(4)
	if bytes.HasPrefix(begins, []byte("\xef\xbb\xbf")) {
		_, _ = buffered.Discard(3)
	} else if _, is := utf16Order(begins); is {
		return nil, unknownLetters("UTF-16")
	}
	begins, _ = buffered.Peek(maxDeclared)
	declared, ok := declaredLetters(begins)
	if !ok {
		return nil, errMarkup
	}
	switch strings.ToLower(declared) {
	case "", "utf-8", "utf8", "us-ascii":
		return buffered, nil
	case "windows-1252", "cp1252", "iso-8859-1":
		return charmap.Windows1252.NewDecoder().Reader(assigned{buffered}), nil
	default:
		return nil, unknownLetters(declared)
	}
}

func unknownLetters(name string) error {
	return damaged(fmt.Sprintf("the workbook is written in letters that are not read, %q: open it in Excel, and save it again", name))
}

// declaredLetters is what the first line of a part, if there is one, says that it
// is written in.
func declaredLetters(begins []byte) (declared string, ok bool) {
	line, is := bytes.CutPrefix(begins, []byte("<?xml"))
	if !is || len(line) > 0 && !spaceXML(line[0]) {
		return "", true
	}
	end := bytes.Index(line, []byte("?>"))
	if end < 0 {
		return "", false
	}
	for rest := line[:end]; ; {
		name, value, after, ok := attribute(rest)
		switch {
		case !ok || name == nil:
			return declared, ok
		case string(name) == "encoding":
			declared = string(value)
		case string(name) == "version" && string(value) != "1.0":
			return "", false
		}
		rest = after
	}
}

// assigned fails at a byte to which Windows-1252 gives no letter.
type assigned struct{ from io.Reader }

func (a assigned) Read(b []byte) (int, error) {
	n, err := a.from.Read(b)
	if unassigned(b[:n]) {
		return 0, errMarkup
	}
	return n, err
}

// unescaped are the bytes of a text that stand for themselves, whatever is around
// them: not those of an entity, of the end of a CDATA section, of a line's end
// that is written in two ways, or beyond ASCII.
var unescaped = func() (is [256]bool) {
	for b := ' '; b < utf8.RuneSelf; b++ {
		is[b] = b != '&' && b != '>' && b != '<'
	}
	is['\t'], is['\n'] = true, true
	return is
}()

// appendText appends a text as it reads, its entities decoded. It is false for
// characters that no XML has.
func appendText(to, raw []byte) ([]byte, bool) {
	for i := 0; i < len(raw); {
		from := i
		for i < len(raw) && unescaped[raw[i]] {
			i++
		}
		to = append(to, raw[from:i]...)
		if i == len(raw) {
			break
		}
		switch c := raw[i]; {
		case c == '&':
			letter, size := entity(raw[i:])
			if size == 0 {
				return to, false
			}
			to = utf8.AppendRune(to, letter)
			i += size
		case c == '>' && (i < 2 || raw[i-1] != ']' || raw[i-2] != ']'):
			to = append(to, c)
			i++
		case c == '\r':
			to = append(to, '\n')
			if i++; i < len(raw) && raw[i] == '\n' {
				i++
			}
		default:
			letter, size := utf8.DecodeRune(raw[i:])
			if size < 2 || !isCharacter(letter) {
				return to, false
			}
			to = append(to, raw[i:i+size]...)
			i += size
		}
	}
	return to, true
}

// appendData appends the characters of a CDATA section, in which < and & are
// letters like others.
func appendData(to, raw []byte) ([]byte, bool) {
	from := len(to)
	to = append(to, bytes.ReplaceAll(bytes.ReplaceAll(raw, []byte("\r\n"), []byte("\n")), []byte("\r"), []byte("\n"))...)
	for rest := to[from:]; len(rest) > 0; {
		letter, size := utf8.DecodeRune(rest)
		if letter == utf8.RuneError && size == 1 || !isCharacter(letter) {
			return to, false
		}
		rest = rest[size:]
	}
	return to, true
}

// isCharacter reports what XML calls a character.
func isCharacter(r rune) bool {
	return r >= ' ' && r < 0xd800 || r == '\t' || r == '\n' || r == '\r' || r > 0xdfff && r <= 0xfffd || r > 0xffff && r <= utf8.MaxRune
}

var entities = map[string]rune{"lt": '<', "gt": '>', "amp": '&', "quot": '"', "apos": '\''}

// entity reads what begins with &: its letter, and how many bytes it takes; none
// of what is no entity.
func entity(raw []byte) (letter rune, size int) {
	end := bytes.IndexByte(raw[:min(len(raw), 12)], ';')
	if end < 0 {
		return 0, 0
	}
	name, base := string(raw[1:end]), 10
	digits, numbered := strings.CutPrefix(name, "#")
	if !numbered {
		if letter = entities[name]; letter == 0 {
			return 0, 0
		}
		return letter, end + 1
	}
	if hex, is := strings.CutPrefix(digits, "x"); is {
		digits, base = hex, 16
	}
	n, err := strconv.ParseUint(digits, base, 32)
	if err != nil || n > utf8.MaxRune || !isCharacter(rune(n)) {
		return 0, 0
	}
	return rune(n), end + 1
}

// isText reports what can stand between tags.
func isText(raw []byte) bool {
	for _, c := range raw {
		if !unescaped[c] {
			_, ok := appendText(nil, raw)
			return ok
		}
	}
	return true
}

// isValue reports what can be the value of an attribute, in which > is as good as
// any other.
func isValue(raw []byte) bool {
	return isText(raw) || isText(bytes.ReplaceAll(raw, []byte(">"), nil))
}

// unescape decodes what Excel writes as _x000D_, in place and once: _x005F_ is
// the sign before it. Two of them may be one letter. It is false for the half of
// such a letter.
func unescape(text []byte) ([]byte, bool) {
	if !bytes.Contains(text, []byte("_x")) {
		return text, true
	}
	to := text[:0]
	for rest := text; len(rest) > 0; {
		letter, is := escaped(rest)
		if !is {
			to, rest = append(to, rest[0]), rest[1:]
			continue
		}
		if rest = rest[escapeSize:]; utf16.IsSurrogate(letter) {
			low, _ := escaped(rest)
			if letter = utf16.DecodeRune(letter, low); letter == utf8.RuneError {
				return text, false
			}
			rest = rest[escapeSize:]
		}
		to = utf8.AppendRune(to, letter) // never longer than what stood there
	}
	return to, true
}

const escapeSize = len("_xHHHH_")

func escaped(b []byte) (letter rune, is bool) {
	if len(b) < escapeSize || b[0] != '_' || b[1] != 'x' || b[escapeSize-1] != '_' {
		return 0, false
	}
	n, err := strconv.ParseUint(string(b[2:escapeSize-1]), 16, 16)
	return rune(n), err == nil
}
