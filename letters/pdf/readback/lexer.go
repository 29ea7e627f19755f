package readback

import "bytes"

// kind is what a token is.
type kind byte

const (
	end      kind = iota
	number        // 12.5
	name          // /Name, without its slash
	text          // (words), unescaped, or <feff…>
	word          // an operator, R, true
	dictOpen      // <<
	dictEnd       // >>
	listOpen      // [
	listEnd       // ]
)

// A lexer cuts PDF into tokens.
type lexer struct {
	data  []byte
	at    int
	value []byte  // of a name, word or text; until the next token
	num   float64 // of a number
	buf   []byte
}

func (l *lexer) next() kind {
	data, at := l.data, l.at
	for at < len(data) && isSpace(data[at]) {
		at++
	}
	if l.at = at; at >= len(data) {
		return end
	}
	switch c := data[at]; {
	case c == '(':
		return l.literal()
	case c == '/':
		l.at++
		l.regular()
		return name
	case c == '[':
		l.at++
		return listOpen
	case c == ']':
		l.at++
		return listEnd
	case c == '<' || c == '>':
		return l.angle(c)
	case c == '-' || c == '.' || c >= '0' && c <= '9':
		l.number()
		return number
	}
	if l.regular(); len(l.value) == 0 {
		l.at++ // a delimiter that has no place here
	}
	return word
}

// ends has the characters that end a name, word or number.
var ends = [256]bool{0: true, ' ': true, '\n': true, '\r': true, '\t': true, '\f': true,
	'(': true, ')': true, '<': true, '>': true, '[': true, ']': true, '/': true}

func isSpace(c byte) bool { return c <= ' ' && ends[c] }

func (l *lexer) regular() {
	rest := l.data[l.at:]
	length := 0
	for length < len(rest) && !ends[rest[length]] {
		length++
	}
	l.value = rest[:length]
	l.at += length
}

func (l *lexer) number() {
	negative, scale, whole := false, 0, 0
	data, at := l.data, l.at
	for ; at < len(data); at++ {
		c := data[at]
		if c >= '0' && c <= '9' {
			whole, scale = whole*10+int(c-'0'), scale*10
		} else if c == '.' {
			scale = 1
		} else if c == '-' {
			negative = true
		} else {
			break
		}
	}
	if l.at = at; negative {
		whole = -whole
	}
	if l.num = float64(whole); scale > 1 {
		l.num /= float64(scale)
	}
}

// angle reads << and >>, and text in hexadecimal digits.
func (l *lexer) angle(c byte) kind {
	if l.at+1 < len(l.data) && l.data[l.at+1] == c {
		l.at += 2
		if c == '<' {
			return dictOpen
		}
		return dictEnd
	}
	length := bytes.IndexByte(l.data[l.at:], '>')
	if c == '>' || length < 0 {
		l.at = len(l.data)
		return end
	}
	digits := l.data[l.at+1 : l.at+length]
	l.at += length + 1
	l.buf = l.buf[:0]
	for i := 0; i+1 < len(digits); i += 2 {
		l.buf = append(l.buf, digit(digits[i])<<4|digit(digits[i+1]))
	}
	l.value = l.buf
	return text
}

func digit(c byte) byte {
	switch {
	case c >= '0' && c <= '9':
		return c - '0'
	case c >= 'a' && c <= 'f':
		return c - 'a' + 10
	case c >= 'A' && c <= 'F':
		return c - 'A' + 10
	}
	return 0
}

// literal reads (words), whose brackets may be nested. Where nothing is escaped or
// nested, the words are as they stand.
func (l *lexer) literal() kind {
	rest := l.data[l.at+1:]
	for i, c := range rest {
		if c == ')' {
			l.value = rest[:i]
			l.at += i + 2
			return text
		}
		if c == '\\' || c == '(' {
			break
		}
	}
	l.buf = l.buf[:0]
	depth := 0
	for ; l.at < len(l.data); l.at++ {
		c := l.data[l.at]
		switch c {
		case '(':
			depth++
			if depth == 1 {
				continue
			}
		case ')':
			depth--
			if depth == 0 {
				l.at++
				l.value = l.buf
				return text
			}
		case '\\':
			l.escape()
			continue
		}
		l.buf = append(l.buf, c)
	}
	return end
}

func (l *lexer) escape() {
	l.at++
	if l.at >= len(l.data) {
		return
	}
	c := l.data[l.at]
	if at := bytes.IndexByte([]byte("nrtbf"), c); at >= 0 {
		c = "\n\r\t\b\f"[at]
	}
	l.buf = append(l.buf, c)
}

// skip passes over the rest of a dictionary or list that has just been opened.
func (l *lexer) skip() {
	for depth := 1; depth > 0; {
		switch l.next() {
		case dictOpen, listOpen:
			depth++
		case dictEnd, listEnd:
			depth--
		case end:
			return
		}
	}
}
