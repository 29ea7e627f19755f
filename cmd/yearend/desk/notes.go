package desk

import (
	"crypto/rand"
	"errors"
	"net/url"
	"strings"
	"sync"

	"yearend/letters/register"
)

// Fault is why something was not done, in the words of the terminal, with a way out
// where there is one.
type Fault struct {
	Lines []string
	Hint  string
}

// faultOf says an error in the terminal's words, with fields and buttons where that names
// commands and flags.
func faultOf(err error) *Fault {
	f := &Fault{}
	for line := range strings.SplitSeq(err.Error(), "\n") {
		f.Lines = append(f.Lines, plainly(line))
	}
	var h register.Hinted
	if errors.As(err, &h) {
		f.Hint = plainly(h.Hint)
	}
	return f
}

// note is what the page that follows a change says of it. It has a name of its own in
// the address, so that two tabs do not read each other's, and a reload reads it again.
type note struct {
	Said  string
	Fault *Fault
	was   url.Values // what stood in the form that was refused
}

// notes are the last ones.
type notes struct {
	mu    sync.Mutex
	order []string
	by    map[string]note
}

const mostNotes = 50

// add keeps a note, and leads to the page that says it.
func (n *notes) add(place string, one note) string {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.by == nil {
		n.by = map[string]note{}
	}
	name := rand.Text()
	n.by[name], n.order = one, append(n.order, name)
	if len(n.order) > mostNotes {
		delete(n.by, n.order[0])
		n.order = n.order[1:]
	}
	place, part, _ := strings.Cut(place, "#")
	if part != "" {
		part = "#" + part
	}
	at, err := url.Parse(place)
	if err != nil {
		return "/"
	}
	query := at.Query()
	query.Set("note", name)
	at.RawQuery = query.Encode()
	return at.String() + part
}

func (n *notes) of(name string) note {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.by[name]
}
