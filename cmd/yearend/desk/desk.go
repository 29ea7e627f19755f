// Package desk is the season on a page of the browser, on this computer alone. What a
// person does there is done by the program's own commands, as if they had typed them:
// so that its result, its refusals and its words are the command's. What they look at
// comes from season. Begin with Open, then pages.go.
package desk

import (
	"context"
	"html/template"
	"io"
	"net"
	"net/http"
	"sync"
	"time"

	"yearend/calc"
	"yearend/cmd/yearend/season"
	"yearend/letters/post"
	"yearend/letters/register"
)

// Program is what the desk is handed of the program around it: its commands, and the
// words in which it says things, which must not be others here.
type Program struct {
	Command func(ctx context.Context, c Command) (code int) // runs one, and gives its exit code
	Here    season.Here                                     // who works, and where

	Next      func(s season.Status) []string              // what to do, the first thing first
	Again     func(of register.Record) string             // the command that makes a run like this one
	Problem   func(p calc.Problem) string                 // in one line
	Severity  map[calc.Severity]string                    // what each does to a run
	Waiting   func(w post.Waiting) string                 // a letter that waits for a person
	Position  func(s *calc.Statement) string              // a balance with its direction
	Decisions func(w io.Writer, d *season.Deciding)       // what a filled-in sheet comes to
	Pace      func(s *season.Sending, p post.Plan) string // how long it takes, and whether that is in time
	Copies    func(p post.Plan) string                    // how many copies go to whom

	Check     func(w io.Writer, of calc.Settlement, asked *season.Asked) // what a check has found
	Working   func(w io.Writer, p calc.Position)                         // a position step by step
	Confirmed func(a *calc.Assumption) string                            // whether somebody has confirmed it
}

// Command is a command of the program with whatever a terminal would give it.
type Command struct {
	Args  []string
	AsOf  calc.Date
	Out   io.Writer    // what it says: results, warnings and errors in their order
	Watch season.Watch // how far it is
	Typed season.AskSecret
}

// Exit codes of commands, as `yearend help` states them.
const (
	Done   = 0
	Failed = 1 // nothing changed
	Usage  = 2
	Person = 3 // done, but something needs a person
)

// Asked is what `yearend desk` was asked.
type Asked struct {
	Folder  string // of projects
	Project string // a project file in it; empty where a person chooses one
	AsOf    func() calc.Date
	Now     func() time.Time
	Window  io.Writer                                     // where it says what it is
	Browse  func(address string) (shut func(), err error) // as Browse does
	Program Program
}

// Desk is the server, what it guards, and what is at work.
type Desk struct {
	asked   Asked
	guard   guard
	listens net.Listener
	mux     *http.ServeMux
	pages   []page
	views   map[string]*template.Template // by page
	works   works
	notes   notes
	known   season.Known
	checks  *checked     // the last one, under mu
	editing sync.Mutex   // held while the project's files are changed
	looks   sync.RWMutex // read while a page looks at a sending, which keeps the runs to itself

	mu       sync.Mutex
	project  string    // the file that is worked on; empty before one is chosen
	used     time.Time // when anything was asked last
	finished bool      // told to end by its own button

	finishing sync.Once
	over      chan struct{} // closed when it shall end
}

// Open makes a desk that listens on this computer alone.
func Open(ask Asked) (*Desk, error) {
	listens, err := listen(ask.Folder)
	if err != nil {
		return nil, err
	}
	d := &Desk{asked: ask, listens: listens, mux: http.NewServeMux(), used: ask.Now(), over: make(chan struct{})}
	if d.guard, err = newGuard(listens.Addr().String()); err != nil {
		return nil, err
	}
	d.works.now = ask.Now
	d.project = ask.Project
	return d, d.serves()
}

// at is the project file that is worked on; empty before one is chosen.
func (d *Desk) at() string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.project
}

// workOn has the desk work on a project.
func (d *Desk) workOn(file string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.project = file
}

// touch notes that somebody is there.
func (d *Desk) touch() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.used = d.asked.Now()
}

// unused is how long nobody has asked for anything. While something is at work the
// desk is in use.
func (d *Desk) unused() time.Duration {
	if d.works.busy() != nil {
		return 0
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.asked.Now().Sub(d.used)
}
