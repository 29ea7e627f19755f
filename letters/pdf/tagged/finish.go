package tagged

import (
	"fmt"
	"iter"
	"slices"
)

// A Structure is a finished tree. It is only read, so many may read it.
type Structure struct {
	elements []element
	marks    []int
	areas    []area
}

// Finish closes the Document. It fails, naming the element, on the first
// mistake made while drawing, or on what the standards forbid.
func (r *Recorder) Finish() (*Structure, error) {
	if len(r.open) > 1 {
		r.fail("%s: still open at the end", r.path(r.current()))
	}
	if r.err != nil {
		return nil, fmt.Errorf("structure: %w", r.err)
	}
	s := &Structure{r.elements, r.marks, r.areas}
	if err := s.check(); err != nil {
		return nil, fmt.Errorf("structure: %w", err)
	}
	return s, nil
}

// check judges every element by the rules of its role.
func (s *Structure) check() error {
	rank := 0
	for at, e := range s.elements {
		if err := s.checkPlace(at); err != nil {
			return err
		}
		if err := s.checkRole(at); err != nil {
			return err
		}
		if level := e.role.level(); level > 0 {
			if level > rank+1 || level == 1 && rank > 0 {
				return s.errorAt(at, "a heading after H%d", rank)
			}
			rank = level
		}
	}
	return nil
}

// checkPlace judges an element's parent and children.
func (s *Structure) checkPlace(at int) error {
	e := s.elements[at]
	rule := e.rule
	parent := s.elements[e.parent].role
	if at > 0 && rule.within != nil && !slices.Contains(rule.within, parent) {
		return s.errorAt(at, "cannot be in %s", parent)
	}
	for child := range s.children(at) {
		if role := s.elements[child].role; rule.children != nil && !slices.Contains(rule.children, role) {
			return s.errorAt(child, "cannot be in %s", e.role)
		}
	}
	return nil
}

// checkRole judges what an element of its role must have.
func (s *Structure) checkRole(at int) error {
	e := s.elements[at]
	if tag, ok := e.attr(languageKey); ok && !isLanguage(tag.text) {
		return s.errorAt(at, "%q is no language", tag.text)
	}
	switch e.role {
	case TH:
		return s.need(at, scopeKey, "Scope")
	case L:
		return s.need(at, numberingKey, "Numbered")
	case LI:
		return s.checkItem(at)
	case Figure:
		if err := s.need(at, altKey, "Alt"); err != nil {
			return err
		}
		return s.need(at, boxKey, "Box")
	case Link:
		if !slices.ContainsFunc(e.kids, func(k kid) bool { return k.kind == areaKid }) {
			return s.errorAt(at, "needs an Area")
		}
		return s.checkTarget(at)
	case Table:
		return s.checkTable(at)
	}
	return nil
}

// checkItem sees that a list that has labels says so.
func (s *Structure) checkItem(at int) error {
	for child := range s.children(at) {
		style, _ := s.elements[s.elements[at].parent].attr(numberingKey)
		if s.elements[child].role == Lbl && style.text == string(Unnumbered) {
			return s.errorAt(child, "a label in an unnumbered list")
		}
	}
	return nil
}

// checkTarget sees that a link has an address that needs no encoding, and words.
func (s *Structure) checkTarget(at int) error {
	if err := s.need(at, targetKey, "To"); err != nil {
		return err
	}
	target, _ := s.elements[at].attr(targetKey)
	for _, r := range target.text {
		if r <= ' ' || r > '~' {
			return s.errorAt(at, "the address %q needs percent-encoding", target.text)
		}
	}
	if target.text == "" || target.more == "" {
		return s.errorAt(at, "needs an address and words for it")
	}
	return nil
}

func (s *Structure) need(at int, key key, name string) error {
	a, ok := s.elements[at].attr(key)
	if !ok || key == altKey && a.text == "" {
		return s.errorAt(at, "needs %s", name)
	}
	return nil
}

func (s *Structure) errorAt(at int, format string, args ...any) error {
	return fmt.Errorf("%s: %s", path(s.elements, at), fmt.Sprintf(format, args...))
}

// children are the elements directly within one.
func (s *Structure) children(at int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for _, k := range s.elements[at].kids {
			if k.kind == elementKid && !yield(k.index) {
				return
			}
		}
	}
}

func (e element) attr(key key) (Attr, bool) {
	for _, a := range e.attrs {
		if a.key == key {
			return a, true
		}
	}
	return Attr{}, false
}
