package main

import (
	"fmt"
	"slices"
	"strings"

	"yearend/letters/post"
	"yearend/letters/register"
)

// settle notes a person's word on letters that get no further by themselves.
func (s send) settle(p *posting) error {
	schemes, err := p.schemeCodes(s.schemes)
	if err != nil {
		return err
	}
	if !p.approved {
		return fmt.Errorf("%s is not approved, so that nothing was sent from it", p.run.Name)
	}
	type word struct {
		envelope register.Envelope
		as       string
	}
	var words []word
	for _, text := range s.resolve {
		code, as, ok := strings.Cut(text, "=")
		if !ok {
			return usageError(fmt.Errorf("--resolve %s: write CODE=sent or CODE=again", text))
		}
		e, err := p.toSettle(strings.ToUpper(code), schemes)
		if err != nil {
			return err
		}
		if slices.ContainsFunc(words, func(w word) bool { return w.envelope.Reference == e.Reference }) {
			return usageError(fmt.Errorf("--resolve names %s twice: say one thing of it", e.Reference))
		}
		words = append(words, word{e, strings.ToLower(as)})
	}
	journal, err := post.OpenJournal(p.run.Path(post.JournalFile))
	if err != nil {
		return err
	}
	defer journal.Close()
	for _, w := range words {
		if err := journal.Resolve(w.envelope, p.standing[w.envelope.Reference], w.as, s.by, s.now()); err != nil {
			return err
		}
		fmt.Fprintf(s.stdout, "%s: %s, by the word of %s\n", w.envelope.Reference, p.settledWords(w.envelope, w.as), s.by)
	}
	p.stand(journal.Events())
	return p.writeSent()
}

// settledWords is what follows from a person's word.
func (p *posting) settledWords(e register.Envelope, as string) string {
	switch why := p.replaced[e.Reference]; {
	case as == post.AsSent:
		return "the practice has it"
	case why != "":
		return "the practice does not have it, and it is not sent again, since " + why
	}
	return "it will be sent again"
}

// toSettle is the one letter to a practice that waits for a person's word.
func (p *posting) toSettle(code string, schemes []string) (register.Envelope, error) {
	var found, all []register.Envelope
	for _, e := range p.lettersTo(code, strings.Join(schemes, "")) {
		all = append(all, e)
		if p.standing[e.Reference].NeedsPerson() {
			found = append(found, e)
		}
	}
	switch {
	case len(all) == 0:
		return register.Envelope{}, usageError(fmt.Errorf("%s has no letter to %q", p.run.Name, code))
	case len(found) == 1:
		return found[0], nil
	case len(found) > 1:
		return register.Envelope{}, usageError(withHint(fmt.Errorf("%d letters to %s wait for a person's word", len(found), code),
			"say which with --scheme"))
	case len(all) == 1:
		return all[0], nil // Settle says why it needs none
	}
	return register.Envelope{}, usageError(fmt.Errorf("no letter to %s waits for a person's word", code))
}
