package season

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"yearend/calc"
	"yearend/calc/rulebook"
	"yearend/letters"
	"yearend/letters/register"
)

// Beginning is what a person says of a new project: who writes the letters, whom
// practices can ask, for which year, and from which mailbox.
type Beginning struct {
	Year      string
	Issuer    string
	Code      string
	Address   []string
	Signatory letters.Person
	Contacts  letters.Contacts
	Mailbox   string            // that letters are sent from
	Host      string            // its server
	Domains   []string          // of the practices' mailboxes
	Forms     map[string]string // by scheme, where a practice asks for mitigation; the starter's example where that is not known yet
}

// Years are the contract years of schemes.
func Years(schemes []*calc.Scheme) []string {
	var years []string
	for _, s := range schemes {
		if !slices.Contains(years, s.Year) {
			years = append(years, s.Year)
		}
	}
	return years
}

// ShippedSchemes are those that come with the program.
func ShippedSchemes() ([]*calc.Scheme, error) {
	var all []*calc.Scheme
	for _, code := range rulebook.ShippedCodes() {
		text, _ := rulebook.Shipped(code)
		s, err := rulebook.Read(code+".yaml", text)
		if err != nil {
			return nil, fmt.Errorf("read the rules of the program: %w", err)
		}
		all = append(all, s)
	}
	return all, nil
}

// check refuses a year of which the program has no rules: nothing of its project could
// be read.
func (b Beginning) check() error {
	schemes, err := ShippedSchemes()
	years := Years(schemes)
	if err != nil || b.Year == "" || slices.Contains(years, b.Year) || !yearPattern.MatchString(b.Year) { // what is no year is said with the rest
		return err
	}
	return withHint(fmt.Errorf("year: the program has no rules of %s, only of %s", b.Year, calc.And(years)),
		"take the program of that year; or begin with "+years[0]+", and have whoever keeps the rules write scheme files of "+b.Year+", which schemes: in the project file then names")
}

// BeginWith is Begin with a project file that says what the person has said. What they
// leave out is as in the starter, but for those whom practices can ask.
func BeginWith(dir string, b Beginning) (wrote []string, err error) {
	if err := b.check(); err != nil {
		return nil, err
	}
	project, err := starter.ReadFile("starter.yaml")
	if err != nil {
		return nil, err
	}
	text := string(project)
	for _, line := range b.lines() {
		if strings.Count(text, line.old) != 1 {
			return nil, fmt.Errorf("begin a project: the starter has %q not once", line.old)
		}
		text = strings.Replace(text, line.old, line.now, 1)
	}
	p := Project{file: filepath.Join(dir, "yearend.yaml"), kinds: letters.Kinds()}
	if err := rulebook.Decode("yearend.yaml", []byte(text), &p); err != nil {
		return nil, fmt.Errorf("begin a project: %w", err)
	}
	p.Mail = p.Mail.filled()
	if err := errors.Join(p.check(), joinFaults(p.file, p.Mail.faults())); err != nil {
		return nil, err
	}
	if _, err := p.ReadSchemes(); err != nil {
		return nil, err
	}
	return begin(dir, []byte(text), false)
}

// said is a part of the starter, and what a person has said in its place.
type said struct{ old, now string }

func (b Beginning) lines() []said {
	all := []said{
		{"\n    finance: {name: Primary Care Finance, email: finance@example.org, phone: 01632 960002}", contactLine("finance", b.Contacts.Finance)},
		{"\n    data_quality: {name: Data Quality Team, web: \"https://servicedesk.example.org\", phone: 01632 960003}", contactLine("data_quality", b.Contacts.DataQuality)},
		{"\n    primary_care: {name: Primary Care Team, email: primary.care@example.org, phone: 01632 960001}", contactLine("primary_care", b.Contacts.PrimaryCare)},
	}
	put := func(given bool, old, now string) {
		if given {
			all = append(all, said{old, now})
		}
	}
	put(b.Year != "", "\nyear: 2025/26\n", "\nyear: "+quoted(b.Year)+"\n")
	put(b.Issuer != "", "\n  name: NHS Example Integrated Care Board\n", "\n  name: "+quoted(b.Issuer)+"\n")
	put(b.Code != "", "\n  code: QZZ\n", "\n  code: "+quoted(b.Code)+"\n")
	put(len(b.Address) > 0, "address: [1 Example Street, Exampleton, ZZ99 1ZZ]", "address: ["+strings.Join(quotedAll(b.Address), ", ")+"]")
	put(b.Signatory != (letters.Person{}), "signatory: {name: Alex Sample, role: Associate Director – Primary Care}",
		"signatory: {name: "+quoted(b.Signatory.Name)+", role: "+quoted(b.Signatory.Role)+"}")
	put(b.Host != "", "\n  host: smtp.example.org\n", "\n  host: "+quoted(b.Host)+"\n")
	for _, key := range []string{"user", "from", "reply_to"} {
		if b.Mailbox != "" {
			old := "\n  " + key + ": primary.care@example.org"
			all = append(all, said{old, "\n  " + key + ": " + quoted(b.Mailbox)})
		}
	}
	for _, scheme := range slices.Sorted(maps.Keys(b.Forms)) {
		line := "\n  " + scheme + ": "
		put(b.Forms[scheme] != "", line+"https://forms.example.org/"+scheme+"\n", line+quoted(b.Forms[scheme])+"\n")
	}
	put(len(b.Domains) > 0, "\n  allow: [example.org]\n", "\n  allow: ["+strings.Join(quotedAll(b.Domains), ", ")+"]\n")
	return all
}

func contactLine(key string, c letters.Contact) string {
	var parts []string
	for _, part := range []said{{"name", c.Name}, {"email", c.Email}, {"phone", c.Phone}, {"web", c.Web}} {
		if part.now != "" {
			parts = append(parts, part.old+": "+quoted(part.now))
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return "\n    " + key + ": {" + strings.Join(parts, ", ") + "}"
}

// quoted is a text as YAML takes it, whatever is in it.
func quoted(text string) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(text); err != nil {
		return `""`
	}
	return strings.TrimSpace(b.String())
}

func quotedAll(texts []string) []string {
	var all []string
	for _, t := range texts {
		all = append(all, quoted(t))
	}
	return all
}

// FindProjects are the project files in a folder and in the folders in it.
func FindProjects(folder string) ([]string, error) {
	var found []string
	for _, pattern := range []string{"*.yaml", "*/yearend.yaml"} {
		files, err := filepath.Glob(filepath.Join(globbed(folder), pattern))
		if err != nil {
			return nil, fmt.Errorf("look for projects: %w", err)
		}
		for _, file := range files {
			if isProject(file) && !slices.Contains(found, file) {
				found = append(found, file)
			}
		}
	}
	slices.Sort(found)
	return found, nil
}

// globbed is a folder's name as a pattern that means that folder alone.
func globbed(folder string) string {
	if os.PathSeparator == '\\' { // where a pattern has no way to say so
		return folder
	}
	return strings.NewReplacer(`\`, `\\`, `*`, `\*`, `?`, `\?`, `[`, `\[`).Replace(folder)
}

// isProject reports whether a file says who writes letters, and from which inputs.
func isProject(file string) bool {
	text, err := register.ReadPlain(file, register.MostText)
	if err != nil {
		return false
	}
	lines := "\n" + strings.ReplaceAll(string(text), "\r", "")
	return strings.Contains(lines, "\nissuer:") && strings.Contains(lines, "\ninputs:")
}
