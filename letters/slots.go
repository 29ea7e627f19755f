package letters

import (
	"fmt"
	"reflect"
	"strings"
)

// A template never sees a practice's words: what it places is a slot, a name
// between two private-use characters. Markdown is parsed with the slots in it,
// and only then are they filled, so that a practice's name can never become markup.
const (
	slotOpen  = "\uE000"
	slotClose = "\uE001"
)

// slots are filled with the facts of one practice.
type slots struct{ facts reflect.Value }

func slotsOf(f Facts) slots { return slots{reflect.ValueOf(f)} }

func (s slots) choose(name string) bool {
	return s.facts.Field(factsByKind()[reflect.Bool][name]).Bool()
}

// block is what a placeholder of blocks stands for.
func (s slots) block(name string) ([]Block, bool) {
	field, ok := factsByKind()[reflect.Func][name]
	if !ok {
		return nil, false
	}
	return s.facts.Field(field).Interface().(func() []Block)(), true
}

// fill puts the words where their slots stand.
func (s slots) fill(text string) (string, error) {
	before, rest, found := strings.Cut(text, slotOpen)
	if !found {
		return text, nil
	}
	var b strings.Builder
	for found {
		b.WriteString(before)
		name, after, _ := strings.Cut(rest, slotClose)
		words, err := s.words(name)
		if err != nil {
			return "", err
		}
		b.WriteString(words)
		before, rest, found = strings.Cut(after, slotOpen)
	}
	b.WriteString(before)
	return b.String(), nil
}

func (s slots) words(name string) (string, error) {
	field, ok := factsByKind()[reflect.String][name]
	if !ok {
		return "", fmt.Errorf("{{.%s}} must stand in a paragraph of its own", name)
	}
	words := s.facts.Field(field).String()
	if words == "" {
		return "", fmt.Errorf("{{.%s}} has no value for this practice%s", name, s.whence(name))
	}
	return plain(words), nil
}

// whence says where a value would come from that is absent.
func (s slots) whence(name string) string {
	ahead := s.facts.FieldByName("ThroughMonth").String() != ""
	switch {
	case ahead && ofTheYear[name]:
		return ": the year has not ended; name RangeLow and RangeHigh, BalanceRange, FloorEarned or FloorPosition"
	case !ahead && ofTheWay[name]:
		return ": it is of a year that has not ended"
	}
	if words := whence[name]; words != "" || s.facts.FieldByName("HasFigures").Bool() {
		return words
	}
	return ": put it between {{if .HasFigures}} and {{end}}"
}

// ofTheYear are known only when the year has ended, and ofTheWay only before.
var (
	ofTheYear = map[string]bool{"Earned": true, "Advance": true, "Balance": true, "PositionOnTime": true}
	ofTheWay  = map[string]bool{"ThroughMonth": true, "ThroughDay": true, "LeftFrom": true, "DaysLeft": true, "LastThree": true, "DaysSoFar": true, "DaysLastThree": true, "ReachedServices": true,
		"RangeLow": true, "RangeHigh": true, "FloorEarned": true, "AdvanceYear": true, "BalanceRange": true, "FloorPosition": true}
)

// whence says where a value would come from that may be absent.
var whence = map[string]string{
	"Advances":        ": put it between {{if .HasAdvances}} and {{end}}",
	"Notes":           ": put it between {{if .HasNotes}} and {{end}}",
	"Changes":         ": put it between {{if .FiguresChanged}} and {{end}}",
	"Exceptions":      ": put it between {{if .HasExceptions}} and {{end}}",
	"People":          ": put it between {{if .HasPeople}} and {{end}}",
	"Contacts":        ": name somebody to ask under issuer.contacts in the project file",
	"Replaces":        ": put it between {{if .Revised}} and {{end}}",
	"ReplacesDate":    ": put it between {{if .Revised}} and {{end}}",
	"FormLink":        ": give the scheme's form under mitigation_forms in the project file",
	"LetterReference": ": put it between {{if .HasLetter}} and {{end}}",
	"LetterDate":      ": put it between {{if .HasLetter}} and {{end}}",
	"PlanCount":       ": put it between {{if .HasPlan}} and {{end}}",
	"PlanBegins":      ": put it between {{if .HasPlan}} and {{end}}",
	"Requests":        ": it is of an outcome letter",
	"Outcome":         ": it is of an outcome letter",
	"WasPosition":     ": it is of an outcome letter",
	"FinalPosition":   ": it is of an outcome letter",
	"LateCount":       ": put it between {{if .Late}} and {{end}}; where it is not known what was coded late, .LateUnknown says so",
	"PositionOnTime":  ": put it between {{if .Late}} and {{end}}; where it is not known what was coded late, .LateUnknown says so",
	"AdvanceShare":    ": the scheme file states no share that is paid in advance",
	"Excluded":        ": put it between {{if .HasExclusions}} and {{end}}",
	"Refused":         ": the scheme file names no grounds that are refused",
	"NotAccepted":     ": the scheme file names no grounds that are refused",
}

// plain takes the slot characters out of words that come from data.
func plain(words string) string {
	if !strings.ContainsAny(words, slotOpen+slotClose) {
		return words
	}
	return strings.NewReplacer(slotOpen, "", slotClose, "").Replace(words)
}
