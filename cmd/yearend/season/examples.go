package season

import (
	"cmp"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"yearend/calc"
	"yearend/calc/rulebook"
	"yearend/letters"
	"yearend/letters/post"
	"yearend/letters/register"
	"yearend/letters/run"
)

// The sample says whom to write to and where to ask with examples, on purpose: it can
// be tried, and reaches nobody. Once anything of it is real, all of it should be.

// examples are the settings that letters of a kind, or their e-mails, carry and that are
// still examples, by their keys.
func (p Project) examples(kind letters.Kind) []run.Example {
	var found []run.Example
	add := func(key, value string) {
		found = append(found, run.Example{Key: key, Value: value})
	}
	sample := sampleIssuer()
	if p.Issuer.Name == sample.Name {
		add("issuer.name", p.Issuer.Name)
	}
	if slices.ContainsFunc(p.Issuer.Address, func(line string) bool { return slices.Contains(sample.Address, line) }) {
		add("issuer.address", strings.Join(p.Issuer.Address, ", "))
	}
	if p.Issuer.Signatory.Name == sample.Signatory.Name && sample.Signatory.Name != "" {
		add("issuer.signatory.name", p.Issuer.Signatory.Name)
	}
	reached := p.carried(kind)
	for _, key := range slices.Sorted(maps.Keys(reached)) {
		if value := reached[key]; letters.IsExampleMailbox(value) || len(letters.ExamplesIn(value)) > 0 {
			add(key, value)
		}
	}
	return found
}

// Examples are the keys of the settings that are still examples, where anything is real.
func (p Project) Examples() []string {
	var keys []string
	for _, e := range p.examples(letters.YearEnd()) {
		if p.real() {
			keys = append(keys, e.Key)
		}
	}
	return keys
}

// carried are the addresses, links and numbers that letters of a kind carry, by their keys.
func (p Project) carried(kind letters.Kind) map[string]string {
	all := map[string]string{}
	for key, c := range map[string]letters.Contact{"primary_care": p.Issuer.Contacts.PrimaryCare, "finance": p.Issuer.Contacts.Finance, "data_quality": p.Issuer.Contacts.DataQuality} {
		at := "issuer.contacts." + key
		all[at+".email"], all[at+".phone"], all[at+".web"] = c.Email, c.Phone, c.Web
	}
	if kind.AfterYear { // before, and after the panel, there is nothing to ask for
		for scheme, link := range p.MitigationForms {
			all["mitigation_forms."+scheme] = link
		}
	}
	if kind.Email != "" {
		all["mail.from"], all["mail.reply_to"] = p.Mail.From, p.Mail.ReplyTo
	}
	return all
}

// real reports whether the project names a mailbox, a page or a form that is no example.
func (p Project) real() bool {
	for key, value := range p.carried(letters.YearEnd()) {
		if value != "" && !strings.HasSuffix(key, ".phone") && !letters.IsExampleMailbox(value) && len(letters.ExamplesIn(value)) == 0 {
			return true
		}
	}
	return false
}

// sampleIssuer is who writes the letters of the starter.
func sampleIssuer() letters.Issuer {
	var p Project
	text, err := starter.ReadFile("starter.yaml")
	if err == nil {
		err = rulebook.Decode("starter.yaml", text, &p)
	}
	if err != nil { // it is part of the program, and read whenever a project is begun
		return letters.Issuer{}
	}
	return p.Issuer
}

// misleading refuses letters to real mailboxes that carry an example: whoever follows
// its link, or calls its number, reaches nobody, and misses the day by which to ask.
func (s *Sending) misleading() error {
	if s.Mailing.Redirect != "" { // a test, to an address of the team's own
		return nil
	}
	var owed []register.Envelope // also those beyond the limit of this round, and those of which only copies are left
	for _, e := range s.Mailing.Envelopes {
		if (s.Standings[e.Reference].State == post.IsOwed || s.OwedCopiesOf(e) > 0) && reachesAny(e) {
			owed = append(owed, e)
		}
	}
	n, found, err := s.examplesAmong(owed, s.messageOf)
	if err != nil || n == 0 {
		return err
	}
	return withHint(fmt.Errorf("%s of %s to mailboxes that are none would carry what is only an example, and leads nobody anywhere: %s; nothing is sent",
		letters.Many(n, "letter"), s.Run.Name, found),
		ownWords(s.Project)+", and approve and send that run; --to sends this one to an address of your own, as a test")
}

// reachesAny reports whether a letter, or a copy of it, goes to a mailbox that is no example.
func reachesAny(e register.Envelope) bool {
	return e.To != "" && slices.ContainsFunc(append(register.FurtherIn(e.Copies), register.Further{Address: e.To}), func(f register.Further) bool {
		return !letters.IsExampleMailbox(f.Address)
	})
}

// misleadingOnPaper refuses to print letters that carry an example, once anything of the
// project or its register is real: paper reaches a practice as mail does, and before all
// one whose mailbox may not be written to.
func (s *Sending) misleadingOnPaper(toPrint []register.Envelope) error {
	practices, err := keptRegister(s.Run, s.Schemes)
	if err != nil {
		return err
	}
	if !run.Real(practices) && !slices.ContainsFunc(s.Mailing.Envelopes, reachesAny) && !s.Project.real() {
		return nil
	}
	n, found, err := s.examplesAmong(toPrint, s.wordsOf)
	if err != nil || n == 0 {
		return err
	}
	return withHint(fmt.Errorf("%s of %s would carry what is only an example, and leads nobody anywhere: %s; nothing is printed",
		letters.Many(n, "letter"), s.Run.Name, found), ownWords(s.Project)+", and approve and print that run")
}

// ownWords is the way out of an example.
func ownWords(p Project) string {
	return "write your own into " + path.Base(p.file) + " (on the desk: Settings), run `yearend produce`"
}

// examplesAmong is how many of some letters carry an example in the words that are asked
// for, and which examples these are.
func (s *Sending) examplesAmong(some []register.Envelope, words func(register.Envelope) (string, error)) (n int, found string, err error) {
	seen := map[string]bool{}
	for _, e := range some {
		text, err := words(e)
		if err != nil {
			return 0, "", err
		}
		examples := examplesOf(text)
		for _, value := range examples {
			seen[value] = true
		}
		n += min(len(examples), 1)
	}
	return n, calc.And(slices.Sorted(maps.Keys(seen))), nil
}

// messageOf are the words of the message to a mailbox: its letter, its e-mail, its sender.
func (s *Sending) messageOf(e register.Envelope) (string, error) {
	letter, err := s.wordsOf(e)
	if err != nil {
		return "", err
	}
	email, err := s.Run.Read(letters.EmailPath(e.Scheme, e.Practice) + ".txt")
	sender := s.Mailing.Sender
	return strings.Join([]string{letter, string(email), sender.From, cmp.Or(sender.ReplyTo, sender.From)}, "\n"), err
}

// wordsOf are the words of a letter, as its plain twin has them.
func (s *Sending) wordsOf(e register.Envelope) (string, error) {
	letter, err := s.Run.Read(strings.TrimSuffix(e.Letter, path.Ext(e.Letter)) + ".txt")
	return string(letter), err
}

// examplesOf are the examples in some words.
func examplesOf(words string) []string {
	found := letters.ExamplesIn(words)
	sample := sampleIssuer()
	for _, line := range append([]string{sample.Name, sample.Signatory.Name}, sample.Address[:min(1, len(sample.Address))]...) {
		if line != "" && strings.Contains(words, line) {
			found = append(found, line)
		}
	}
	return found
}
