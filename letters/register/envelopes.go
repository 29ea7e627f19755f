package register

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"iter"
	"net/mail"
	"slices"
	"strconv"
	"strings"

	"yearend/calc"
	"yearend/letters"
)

// EnvelopesFile is where a run keeps its envelopes.
const EnvelopesFile = "envelopes.csv"

// Envelope is one letter of a run on its way: whose it is, where it goes, and
// which file goes in. Being an output of the run it is approved with it.
type Envelope struct {
	Practice  string // its code
	Name      string
	Scheme    string
	Issue     int
	Reference string
	Replaces  string // the reference of the letter that this one replaces
	To        string // the one mailbox; empty where nothing can be sent
	Subject   string
	Letter    string   // the PDF's path within the run
	SHA256    string   // of the PDF
	Run       string   // the earlier run whose letter it is, which stands unchanged; empty for this run's own
	Reason    string   // why nothing can be sent
	Successor string   // the code of the practice that answers for it, and whose mailbox it is; empty for its own
	Copies    string   // further addresses of the practice that get a copy each, as WriteFurther writes them
	CopyTo    string   // this is such a copy, or the team's own, to that address; never written
	CopyAlso  string   // whose else that address is, so that it gets none; never written
	Address   []string // the lines that stand on the letter, by which it goes on paper; of the run's entries, never written
}

// Bear gives each envelope the address that stands on its letter, by the entries of its run.
func Bear(envelopes []Envelope, entries []Entry) {
	addresses := map[string][]string{}
	for _, e := range entries {
		if e.Stands != nil {
			addresses[e.Stands.Reference] = e.Stands.Address
		}
	}
	for i := range envelopes {
		envelopes[i].Address = addresses[envelopes[i].Reference]
	}
}

// Key is the position that the letter is about.
func (e Envelope) Key() PositionKey { return PositionKey{calc.PracticeCode(e.Practice), e.Scheme} }

var envelopeColumns = []string{"practice_code", "practice_name", "scheme", "issue", "reference", "replaces",
	"to", "subject", "letter", "sha256", "run", "reason", "successor"}

// fewerColumns are those of the envelopes before practices could answer for others.
var fewerColumns = envelopeColumns[:len(envelopeColumns)-1]

// copiesColumn is there where the project has copies sent to further addresses.
const copiesColumn = "copies"

// WriteEnvelopes writes envelopes.csv, with the further addresses where they get copies.
func WriteEnvelopes(to io.Writer, envelopes iter.Seq[Envelope], copies bool) error {
	columns := envelopeColumns
	if copies {
		columns = append(slices.Clone(columns), copiesColumn)
	}
	w := letters.NewCSV(to, columns...)
	for e := range envelopes {
		row := []string{e.Practice, e.Name, e.Scheme, strconv.Itoa(e.Issue), e.Reference, e.Replaces,
			e.To, e.Subject, e.Letter, e.SHA256, e.Run, e.Reason, e.Successor}
		if copies {
			row = append(row, e.Copies)
		}
		w.Row(row...)
	}
	return w.End()
}

// ReadEnvelopes reads envelopes.csv as WriteEnvelopes writes it.
func ReadEnvelopes(data []byte) ([]Envelope, error) {
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", EnvelopesFile, err)
	}
	copies := len(rows) > 0 && slices.Equal(rows[0], append(slices.Clone(envelopeColumns), copiesColumn))
	if len(rows) == 0 || !copies && !slices.Equal(rows[0], envelopeColumns) && !slices.Equal(rows[0], fewerColumns) {
		return nil, fmt.Errorf("read %s: its columns are not those that yearend writes", EnvelopesFile)
	}
	var envelopes []Envelope
	for i, row := range rows[1:] {
		for j := range row {
			row[j] = letters.AsWritten(row[j])
		}
		issue, err := strconv.Atoi(row[3])
		if err != nil || issue < 1 {
			return nil, fmt.Errorf("read %s: row %d: %q is no number of an issue", EnvelopesFile, i+2, row[3])
		}
		row = append(row, "", "")[:len(envelopeColumns)+1]
		envelopes = append(envelopes, Envelope{Practice: row[0], Name: row[1], Scheme: row[2], Issue: issue,
			Reference: row[4], Replaces: row[5], To: row[6], Subject: row[7], Letter: row[8], SHA256: row[9], Run: row[10], Reason: row[11], Successor: row[12], Copies: row[13]})
	}
	return envelopes, nil
}

// Envelopes are the envelopes of the run: of its own letters, and of the earlier
// ones that stand unchanged; none where its kind is not e-mailed.
func (r Run) Envelopes() ([]Envelope, error) {
	if r.Kind.Email == "" {
		return nil, nil
	}
	data, err := r.Read(EnvelopesFile)
	if err != nil {
		return nil, err
	}
	envelopes, err := ReadEnvelopes(data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", r.Name, err)
	}
	return envelopes, nil
}

// Reader is the code of the practice whose mailbox it is: its own, or that of the
// one that answers for it.
func (e Envelope) Reader() string {
	if e.Successor != "" {
		return e.Successor
	}
	return e.Practice
}

// EmailPath is where a run keeps the body of a message, without its ending.
func EmailPath(e Envelope) string { return letters.EmailPath(e.Scheme, e.Practice) }

// CSV writes another table of the run as its tables are written.
func CSV(columns []string, rows [][]string) ([]byte, error) {
	var b bytes.Buffer
	w := letters.NewCSV(&b, columns...)
	for _, row := range rows {
		w.Row(row...)
	}
	err := w.End()
	return b.Bytes(), err
}

// SameAddress reports whether two are one, however their letters are written: what is
// approved, or came back, is the address with its tag.
func SameAddress(a, b string) bool { return strings.EqualFold(a, b) }

// Inbox is what an address is compared by, also by what imports nothing of calc's.
func Inbox(address string) string { return calc.Inbox(address) }

// CheckAddress refuses what is not one bare address in one of the domains, or below one.
func CheckAddress(address string, domains []string) error {
	parsed, err := mail.ParseAddress(address)
	if err != nil || parsed.Address != address || strings.ContainsFunc(address, doubtful) {
		return fmt.Errorf("%q is not one e-mail address", address)
	}
	_, domain, _ := strings.Cut(strings.ToLower(address), "@")
	allowed := func(d string) bool {
		d = strings.ToLower(strings.TrimPrefix(d, "@"))
		return domain == d || strings.HasSuffix(domain, "."+d)
	}
	if !slices.ContainsFunc(domains, allowed) {
		return fmt.Errorf("%s lies outside %s, to which letters may go", address, calc.And(domains))
	}
	return nil
}

// doubtful are signs that no mailbox of a practice has: those that part two
// addresses, those by which old servers send on to another domain, and all
// letters that only look like others.
func doubtful(r rune) bool {
	return r <= ' ' || r > '~' || strings.ContainsRune("<>,;%!", r)
}

// Further is a further address of a practice. It gets copies of the practice's
// letters, unless the register names it for another practice too.
type Further struct {
	Address string
	Also    string // the codes of those others, in words; empty for the practice's alone
}

// What stands behind an address that is another's too. With it the words are no
// address, so that nothing goes there whoever reads them.
const alsoBegins, alsoEnds = " (also an address of ", ")"

// WriteFurther writes further addresses into one cell, "; " between.
func WriteFurther(all []Further) string {
	var words []string
	for _, f := range all {
		if f.Also != "" {
			f.Address += alsoBegins + f.Also + alsoEnds
		}
		words = append(words, f.Address)
	}
	return strings.Join(words, "; ")
}

// FurtherIn reads the further addresses of a cell.
func FurtherIn(cell string) []Further {
	var all []Further
	for _, words := range strings.Split(cell, ";") {
		address, also, _ := strings.Cut(strings.TrimSpace(words), alsoBegins)
		if address != "" {
			all = append(all, Further{address, strings.TrimSuffix(also, alsoEnds)})
		}
	}
	return all
}
