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
	for l.at < len(l.data) && isSpace(l.data[l.at]) {
		l.at++
	}
	if l.at >= len(l.data) {
		return end
	}
	switch c := l.data[l.at]; {
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
	from := l.at
	for l.at < len(l.data) && !ends[l.data[l.at]] {
		l.at++
	}
	l.value = l.data[from:l.at]
}

func (l *lexer) number() {
	sign, scale, whole := 1.0, 0, 0
	for ; l.at < len(l.data); l.at++ {
		c := l.data[l.at]
		if c < '0' || c > '9' {
			if c == '-' {
				sign = -1
				continue
			}
			if c != '.' {
				break
			}
			scale = 1
			continue
		}
		whole = whole*10 + int(c-'0')
		scale *= 10
	}
	l.num = sign * float64(whole) / float64(max(scale, 1))
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

// literal reads (words), whose brackets may be nested.
func (l *lexer) literal() kind {
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
