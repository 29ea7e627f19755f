package season

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"yearend/calc"
	"yearend/letters/post"
	"yearend/letters/register"
)

// Resolved is a letter on which a person has given their word.
type Resolved struct {
	Envelope register.Envelope
	As       string // what was said
	Now      post.Standing
	Replaced string // why it is not sent again all the same, in words; empty where it is
}

// Saying is what a person says of letters: --resolve, --scheme, --by and --on.
type Saying struct {
	Letters []string // CODE=sent, P81999,P81902=bounced, @codes.csv=posted
	Schemes []string
	By      string
	Because string // of a run alone
	On      string // the day on which letters were posted
}

// Resolve notes a person's word on letters that get no further by themselves.
// What was noted before an error is given too.
func (s *Sending) Resolve(word Saying) (noted []Resolved, err error) {
	if word.By = register.PlainName(word.By); !register.IsName(word.By) {
		return nil, Usage{errors.New("--resolve needs --by NAME: whose word it is")}
	}
	if err := noNumbers(word.By); err != nil {
		return nil, err
	}
	schemes, err := s.schemeCodes(word.Schemes)
	if err != nil {
		return nil, err
	}
	if !s.Approved {
		return nil, fmt.Errorf("%s is not approved, so that nothing was sent from it", s.Run.Name)
	}
	meant, err := s.meant(word.Letters, schemes)
	if err != nil {
		return nil, err
	}
	if word.Because != "" {
		return nil, Usage{fmt.Errorf("--because goes with --resolve %s=here or %s=sent, the word on what is at odds", s.Run.Name, s.Run.Name)}
	}
	on, err := s.postedOn(word.On, meant)
	if err != nil {
		return nil, err
	}
	if err := s.Doubtless(); err != nil {
		return nil, err
	}
	journal, err := s.openBooks()
	if err != nil {
		return nil, err
	}
	defer journal.Close()
	for _, m := range meant {
		now := s.Standings[m.Envelope.Reference]
		if m.As == post.AsPosted {
			err = journal.Posted(m.Envelope, now, on, word.By, s.now())
		} else {
			err = journal.Resolve(m.Envelope, now, m.As, word.By, s.now())
		}
		if err != nil {
			return noted, s.wayOn(err, m, now)
		}
		noted = append(noted, m)
	}
	s.Heard(journal.Events())
	for i := range noted {
		noted[i].Now = s.Standings[noted[i].Envelope.Reference]
	}
	s.follow()
	return noted, nil
}

// wayOn adds to a refusal what can be said in the place of the word; a projection that never
// went does not go any more, where the year's own letters are approved.
func (s *Sending) wayOn(err error, m Resolved, now post.Standing) error {
	if why := pastWords(s.Run, s.over); why != "" && now.State == post.IsOwed {
		return fmt.Errorf("%s never goes, since %s, and needs no resolving", m.Envelope.Reference, why)
	}
	if now.State != post.IsSent || m.As == post.AsBounced {
		return err
	}
	hint := fmt.Sprintf("where it has not come there, say so first: `yearend send %s --resolve %s=bounced --scheme %s --by NAME`, and then =%s", s.Run.Name, m.Envelope.Practice, m.Envelope.Scheme, m.As)
	if m.As == post.AsPosted {
		hint += "; a copy on paper besides needs no word"
	}
	return withHint(err, hint)
}

// postedOn is the day on which letters were posted: it is asked for where any
// was, and lies between the date of the letters and today.
func (s *Sending) postedOn(on string, meant []Resolved) (string, error) {
	posted := slices.ContainsFunc(meant, func(m Resolved) bool { return m.As == post.AsPosted })
	switch {
	case !posted && on != "":
		return "", Usage{errors.New("--on goes with posted: the day on which the letters went")}
	case !posted:
		return "", nil
	case on == "":
		return "", Usage{errors.New("on which day were they posted? give --on 2026-04-28")}
	}
	day, err := calc.ParseDate(on)
	if err != nil {
		return "", Usage{fmt.Errorf("--on: %w", err)}
	}
	if today := calc.DateOf(s.now()); day > today {
		return "", Usage{fmt.Errorf("--on %s lies after today, %s", day, today)}
	}
	if day.String() < s.Run.Record.AsOf {
		return "", Usage{fmt.Errorf("--on %s lies before the date of the letters, %s", day, s.Run.Record.AsOf)}
	}
	return day.String(), nil
}

// ResolveRun notes a person's word on what is at odds about the run: whether what stands
// in this folder is true, or all that was ever noted as sent.
func (s *Sending) ResolveRun(word post.Word) error {
	word.By, word.Because = register.PlainName(word.By), register.PlainName(word.Because)
	if err := noNumbers(word.By, word.Because); err != nil {
		return err
	}
	switch {
	case word.As != post.TrueHere && word.As != post.TrueSent:
		return Usage{fmt.Errorf("--resolve %s=%s: write %s=here or %s=sent", s.Run.Name, word.As, s.Run.Name, s.Run.Name)}
	case !register.IsName(word.By) || word.Because == "":
		return Usage{fmt.Errorf("--resolve %s=%s needs --by NAME and --because TEXT: whose word it is, and what it rests on", s.Run.Name, word.As)}
	case len(s.Doubts) == 0:
		return fmt.Errorf("nothing is at odds about what was sent from %s, and needs no resolving", s.Run.Name)
	}
	journal, err := s.openBooks()
	if err != nil {
		return err
	}
	defer journal.Close()
	if err := s.Posting.Resolve(journal.Journal, journal.outside, s.known, word, s.now()); err != nil {
		return err
	}
	s.Heard(journal.Events())
	s.follow()
	return nil
}

// meant are the letters that the words are about, each named once.
func (s *Sending) meant(words, schemes []string) ([]Resolved, error) {
	var meant []Resolved
	for _, text := range words {
		named, as, ok := strings.Cut(text, "=")
		as = strings.ToLower(as)
		if !ok {
			return nil, Usage{fmt.Errorf("--resolve %s: write CODE=sent, or =again, =bounced, =posted", text)}
		}
		if run, err := s.Project.folder().Find(named); err == nil && strings.EqualFold(run.Name, named) {
			return nil, Usage{withHint(fmt.Errorf("--resolve %s is a word on a whole run: say it alone, and of the run that is named", text),
				fmt.Sprintf("`yearend send %s --resolve %s=%s --by NAME --because TEXT`", run.Name, run.Name, as))}
		}
		if !post.IsWord(as) {
			return nil, Usage{fmt.Errorf("--resolve %s: a letter is resolved as %s, not as %q", text, post.Words(), as)}
		}
		codes, err := s.codesOf(named)
		if err != nil {
			return nil, err
		}
		for _, code := range codes {
			found, err := s.waiting(code, as, schemes)
			if err != nil {
				return nil, err
			}
			for _, e := range found {
				if slices.ContainsFunc(meant, func(m Resolved) bool { return m.Envelope.Reference == e.Reference }) {
					return nil, Usage{fmt.Errorf("--resolve names %s twice: say one thing of it", e.Reference)}
				}
				meant = append(meant, Resolved{Envelope: e, As: as, Replaced: cmp.Or(s.ReplacedBy(e), pastWords(s.Run, s.over))})
			}
		}
	}
	return meant, nil
}

// codesOf are the practices that a word names: their codes with commas between,
// or with an @ a file that has them in its first column, a line each.
func (s *Sending) codesOf(named string) ([]string, error) {
	file, is := strings.CutPrefix(named, "@")
	if !is {
		return strings.Split(strings.ToUpper(named), ","), nil
	}
	data, err := register.ReadPlain(s.Project.path(file), register.MostText)
	if err != nil {
		return nil, fmt.Errorf("read the practices to resolve: %w", err)
	}
	var codes []string
	for i, line := range strings.Split(strings.TrimPrefix(string(data), "\uFEFF"), "\n") {
		cell, _, _ := strings.Cut(strings.ReplaceAll(line, ";", ","), ",")
		code := strings.ToUpper(strings.Trim(strings.TrimSpace(cell), `"`))
		switch _, err := calc.ParsePracticeCode(code); {
		case code == "" || err != nil && i == 0: // a heading
		case err != nil:
			return nil, Usage{fmt.Errorf("%s, line %d: %q is no practice code", file, i+1, cell)}
		default:
			codes = append(codes, code)
		}
	}
	if len(codes) == 0 {
		return nil, Usage{fmt.Errorf("%s names no practice", file)}
	}
	return codes, nil
}

// waiting are the letters to a practice that a word is about: the one of which it
// can be said, or with schemes those in each of them.
func (s *Sending) waiting(code, as string, schemes []string) ([]register.Envelope, error) {
	var all, found []register.Envelope
	for _, e := range s.LettersTo(code, "") {
		if len(schemes) > 0 && !slices.Contains(schemes, e.Scheme) {
			continue
		}
		all = append(all, e)
		if post.CanSay(as, s.Standings[e.Reference]) {
			found = append(found, e)
		}
	}
	switch {
	case len(all) == 0:
		return nil, Usage{fmt.Errorf("%s has no letter to %q", s.Run.Name, code)}
	case len(found) > 1 && len(schemes) < len(found):
		var named, each []string
		for _, e := range found {
			named, each = append(named, e.Reference), append(each, e.Scheme)
		}
		return nil, Usage{withHint(fmt.Errorf("%s=%s may mean %s", code, as, calc.And(named)),
			fmt.Sprintf("say which with --scheme; or for all of them --scheme \"%s\"", strings.Join(each, ",")))}
	case len(found) > 0:
		return found, nil
	case len(all) == 1:
		return all, nil // the journal says why it cannot be said of it
	}
	var where []string
	for _, e := range all {
		where = append(where, fmt.Sprintf("%s is %s", e.Reference, s.Standings[e.Reference].Now()))
	}
	return nil, Usage{withHint(fmt.Errorf("no letter to %s waits for a person's word that it is %s: %s", code, as, calc.And(where)),
		fmt.Sprintf("with --scheme it says why of one: `yearend send %s --resolve %s=%s --scheme %s …`", s.Run.Name, code, as, all[0].Scheme))}
}
