package season

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"yearend/letters/pdf/joined"
	"yearend/letters/pdf/readback"
	"yearend/letters/post"
	"yearend/letters/register"
)

// Printed is what was put together for the printer.
type Printed struct {
	Run   string
	Dir   string      // where the files are; empty where there is nothing to print
	Files []PrintFile // one, or more where there are very many letters
	Since Since       // what has happened after the run was made
	Stay  []post.Staying
	Had   []post.Staying // those that were printed all the same: the practice has them, or may have
	Owed  int            // of those that were printed, how many go by e-mail as well unless they are said to be posted
}

// PrintFile is one file for the printer.
type PrintFile struct {
	Name    string
	Letters int
	Pages   int // with the blank ones, so that every letter begins on a sheet
}

// PrintChoice is which letters go to the printer: those that go by post, or all,
// or those of the practices that are named.
type PrintChoice struct {
	Choice
	All bool
}

// printDir is where a run's letters for the printer are.
const printDir = "print"

// Print joins the letters of an approved run that go by post into one PDF, and
// writes beside it whom each goes to. What a printer is given is read back first.
func Print(p Project, name string, c PrintChoice, now func() time.Time, watch Watch) (done Printed, err error) {
	lock, err := lockRuns(p, "print", now, watch)
	if err != nil {
		return done, err
	}
	s := &Sending{Project: p, lock: lock, now: now}
	defer func() { err = errors.Join(err, s.Close()) }()
	if err := s.open(name, post.Asked{}); err != nil {
		return done, err
	}
	done.Run, done.Since = s.Run.Name, s.Since
	leaveProjections(s.Posting, s.over)
	if !s.Approved {
		return done, withHint(fmt.Errorf("%s is not approved, and only an approved run is printed", s.Run.Name),
			fmt.Sprintf("look through it, then `yearend approve %s --by NAME`", s.Run.Name))
	}
	if err := s.Doubtless(); err != nil { // a letter may have gone by another way
		return done, err
	}
	if err := s.Since.Unread; err != nil {
		return done, err
	}
	choice, err := s.choice(c.Choice)
	if err != nil {
		return done, err
	}
	forPost := s.ForPost(choice, c.All)
	done.Stay = forPost.Stay
	if len(forPost.Letters) == 0 {
		return done, nil
	}
	if err := s.misleadingOnPaper(forPost.Letters); err != nil {
		return done, err
	}
	s.tellTwice(&done, forPost.Letters)
	return done, s.writePrint(&done, forPost.Letters)
}

// tellTwice notes of letters to print which of them reach the practice in another
// way as well.
func (s *Sending) tellTwice(done *Printed, letters []register.Envelope) {
	for _, e := range letters {
		switch now := s.Standings[e.Reference]; now.State {
		case post.IsSent, post.IsPosted, post.IsUnknown:
			done.Had = append(done.Had, post.Staying{Envelope: e, Standing: now, Why: hadWords(now)})
		case post.IsOwed:
			done.Owed++
		case post.IsRefused, post.IsNowhere, post.IsBounced, post.IsReplaced, post.IsStopped: // goes in no other way
		}
	}
}

// hadWords is in which way a practice has a letter, or may have it.
func hadWords(now post.Standing) string {
	if now.State == post.IsSent {
		return fmt.Sprintf("it was sent to %s on %s", now.To, now.Day())
	}
	if now.State == post.IsPosted {
		return "it has gone by post on " + now.Day()
	}
	return fmt.Sprintf("it may have come to %s on %s", now.To, now.Day())
}

// writePrint writes the files beside their place, and then puts them there, so
// that nobody prints half of them, or some of an earlier time.
func (s *Sending) writePrint(done *Printed, letters []register.Envelope) error {
	done.Dir = s.Run.Path(printDir)
	part := filepath.Join(s.Project.folder().Root, ".unfinished-print") // whoever comes after a crash clears it away
	if err := errors.Join(register.RemoveAll(part), os.MkdirAll(part, 0o700)); err != nil {
		return fmt.Errorf("write the letters to print: %w", err)
	}
	defer register.RemoveAll(part)
	var rows []postingRow
	for first := 0; first < len(letters); first += joined.Most {
		some := letters[first:min(first+joined.Most, len(letters))]
		name := "letters.pdf"
		if len(letters) > joined.Most {
			name = fmt.Sprintf("letters-%d.pdf", len(done.Files)+1)
		}
		placed, err := s.joinInto(filepath.Join(part, name), name, some, joined.Join)
		if err != nil {
			return err
		}
		last := placed[len(placed)-1]
		done.Files = append(done.Files, PrintFile{Name: name, Letters: len(some), Pages: last.first - 1 + 2*last.sheets()})
		rows = append(rows, placed...)
	}
	table, err := s.postingCSV(rows)
	if err == nil {
		err = os.WriteFile(filepath.Join(part, postingFile), table, 0o600)
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", postingFile, err)
	}
	if err := register.RemoveAll(done.Dir); err != nil {
		return fmt.Errorf("clear what was printed before: %w", err)
	}
	return register.Rename(part, done.Dir)
}

// joiner joins letters into one file, and gives the pages of each.
type joiner func(to io.Writer, title string, letters iter.Seq2[[]byte, error]) (pages []int, err error)

// joinInto writes one file of letters, and reads it back: so many pages, each
// letter on a sheet of its own, with its reference on every page.
func (s *Sending) joinInto(file, name string, letters []register.Envelope, join joiner) ([]postingRow, error) {
	out, err := os.OpenFile(file, os.O_RDWR|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return nil, fmt.Errorf("write the letters to print: %w", err)
	}
	defer out.Close()
	pages, err := join(out, "Letters of "+s.Run.Name+" to print", func(yield func([]byte, error) bool) {
		for _, e := range letters {
			pdf, err := s.Mailing.Letter(e)
			if err != nil {
				err = fmt.Errorf("%s: %w", e.Reference, err)
			}
			if !yield(pdf, err) {
				return
			}
		}
	})
	if err != nil {
		return nil, err
	}
	var rows []postingRow
	first := 1
	for i, e := range letters {
		rows = append(rows, postingRow{Envelope: e, file: name, first: first, pages: pages[i]})
		first += 2 * rows[i].sheets()
	}
	if _, err := out.Seek(0, io.SeekStart); err != nil {
		return nil, fmt.Errorf("read the letters to print: %w", err)
	}
	data, err := io.ReadAll(out)
	if err != nil {
		return nil, fmt.Errorf("read the letters to print: %w", err)
	}
	return rows, checkJoined(data, rows)
}

// checkJoined reads the joined file by code that shares nothing with what joined
// it, and sees that every letter is where the table says, and nothing between.
func checkJoined(data []byte, rows []postingRow) error {
	words, err := new(readback.Reader).Pages(data)
	if err != nil {
		return fmt.Errorf("the joined letters cannot be read back: %w", err)
	}
	return checkPlaces(words, rows)
}

// checkPlaces holds the words of each page against the table.
func checkPlaces(words []string, rows []postingRow) error {
	place := 1
	for _, row := range rows {
		for page := range 2 * row.sheets() {
			switch at := place + page; {
			case at > len(words):
				return fmt.Errorf("the joined letters end on page %d, before %s", len(words), row.Reference)
			case page < row.pages && !strings.Contains(words[at-1], row.Reference):
				return fmt.Errorf("page %d of the joined letters should be page %d of %s, and does not name it", at, page+1, row.Reference)
			case page >= row.pages && words[at-1] != "":
				return fmt.Errorf("page %d of the joined letters should be blank, behind %s", at, row.Reference)
			}
		}
		place += 2 * row.sheets()
	}
	if place-1 != len(words) {
		return fmt.Errorf("the joined letters have %d pages, and should have %d", len(words), place-1)
	}
	return nil
}

// postingFile says whom each printed letter goes to.
const postingFile = "posting.csv"

// postingRow is a letter, and where in which file it is.
type postingRow struct {
	register.Envelope
	file         string
	first, pages int
}

// sheets are printed on both sides.
func (r postingRow) sheets() int { return (r.pages + 1) / 2 }

// addressLines are the columns of an address: addressee, name, five lines, postcode.
const addressLines = 8

// postingCSV is a row a letter, in the order in which they are printed, with the
// address that stands on it.
func (s *Sending) postingCSV(letters []postingRow) ([]byte, error) {
	columns := []string{"place", "practice_code", "practice_name", "scheme", "reference", "file", "first_page", "pages", "sheets", "why"}
	for i := range addressLines {
		columns = append(columns, fmt.Sprintf("line_%d", i+1))
	}
	var rows [][]string
	for i, l := range letters {
		row := []string{strconv.Itoa(i + 1), l.Practice, l.Name, l.Scheme, l.Reference, l.file,
			strconv.Itoa(l.first), strconv.Itoa(l.pages), strconv.Itoa(l.sheets()), s.byPost(l.Envelope)}
		for _, line := range l.Address {
			if line != "" && len(row) < len(columns) {
				row = append(row, line)
			}
		}
		for len(row) < len(columns) {
			row = append(row, "")
		}
		rows = append(rows, row)
	}
	return register.CSV(columns, rows)
}

// byPost is why a letter is printed: why it has no mailbox, or that it was asked for,
// and whether the practice has it already.
func (s *Sending) byPost(e register.Envelope) string {
	switch now := s.Standings[e.Reference]; now.State {
	case post.IsNowhere:
		return now.Words
	case post.IsSent, post.IsPosted, post.IsUnknown:
		return "asked for; " + hadWords(now)
	case post.IsOwed, post.IsRefused, post.IsBounced, post.IsReplaced, post.IsStopped:
	}
	return "asked for"
}
