package letters

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"text/template/parse"
	"unicode/utf8"
)

// read parses a template as an editor saved it: with or without the mark that
// Windows puts before UTF-8, and with either end of line.
func (w *Wording) read(source string) error {
	source = strings.TrimPrefix(source, "\ufeff")
	w.source = strings.ReplaceAll(source, "\r\n", "\n")
	if at := strings.IndexFunc(w.source, isSlot); at >= 0 {
		return w.faultAt(at, "it holds a private-use character, U+E000 or U+E001: take it out")
	}
	if at := invalid(w.source); at >= 0 {
		return w.faultAt(at, "it is not saved as UTF-8: save it again, and choose UTF-8 as its encoding")
	}
	if err := w.readLabels(); err != nil {
		return err
	}
	// Functions are not looked up: no template may call one, and what looks like
	// one is a name without its dot.
	tree, trees := parse.New(w.file), map[string]*parse.Tree{}
	tree.Mode = parse.SkipFuncCheck
	tree, err := tree.Parse(w.source, "", "", trees)
	if err != nil {
		return w.inWords(err)
	}
	if len(trees) != 1 || trees[w.file] != tree {
		return fmt.Errorf("%s: it holds no words of its own, or a template within it", w.file)
	}
	w.tree = tree
	return nil
}

func isSlot(r rune) bool { return strings.ContainsRune(slotOpen+slotClose, r) }

// invalid is where the first byte stands that is no UTF-8, below zero for none.
func invalid(source string) int {
	for at, r := range source {
		if _, size := utf8.DecodeRuneInString(source[at:]); r == utf8.RuneError && size == 1 {
			return at
		}
	}
	return -1
}

var choices = regexp.MustCompile(`\{\{-?\s*(if|end)\b`)

// inWords says what the parser of templates found as a person would.
func (w *Wording) inWords(err error) error {
	said := strings.TrimPrefix(err.Error(), "template: ")
	if !strings.HasSuffix(said, "unexpected EOF") {
		return errors.New(strings.NewReplacer(
			"unexpected {{end}}", "{{end}} stands without an {{if}} before it",
			"unexpected {{else}}", "{{else}} stands without an {{if}} before it",
			"unclosed action", "{{ stands without its }}").Replace(said))
	}
	var open []int
	for _, at := range choices.FindAllStringSubmatchIndex(w.source, -1) {
		switch word := w.source[at[2]:at[3]]; {
		case word == "if":
			open = append(open, at[0])
		case len(open) > 0:
			open = open[:len(open)-1]
		}
	}
	if len(open) == 0 {
		return errors.New(said)
	}
	return w.faultAt(open[len(open)-1], "an {{if}} from here on has no {{end}}")
}
