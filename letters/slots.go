package letters

import (
	"fmt"
	"strconv"
	"strings"
)

// A template never sees a practice's words: what it places is a slot, a number
// between two private-use characters. Markdown is parsed with the slots in it,
// and only then are they filled, so that a name can never become markup.
const (
	slotOpen  = "\uE000"
	slotClose = "\uE001"
)

// slots remembers what each slot stands for.
type slots struct {
	words  []named
	blocks map[string][]Block
}

type named struct{ name, words string }

func (s *slots) text(name, words string) string {
	s.words = append(s.words, named{name, plain(words)})
	return slotOpen + strconv.Itoa(len(s.words)-1) + slotClose
}

func (s *slots) block(name string, blocks ...Block) string {
	if s.blocks == nil {
		s.blocks = map[string][]Block{}
	}
	slot := slotOpen + name + slotClose
	s.blocks[slot] = blocks
	return slot
}

// fill puts the words where their slots stand.
func (s *slots) fill(text string) (string, error) {
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(text, slotOpen)
		b.WriteString(before)
		if !found {
			return b.String(), nil
		}
		number, after, _ := strings.Cut(rest, slotClose)
		i, err := strconv.Atoi(number)
		switch {
		case err != nil:
			return "", fmt.Errorf("{{.%s}} must stand in a paragraph of its own", number)
		case s.words[i].words == "":
			return "", fmt.Errorf("{{.%s}} has no value for this letter", s.words[i].name)
		}
		b.WriteString(s.words[i].words)
		text = after
	}
}

// plain takes the slot characters out of words that come from data.
func plain(words string) string {
	return strings.NewReplacer(slotOpen, "", slotClose, "").Replace(words)
}
