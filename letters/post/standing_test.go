package post

import (
	"os"
	"regexp"
	"slices"
	"testing"
	"time"

	"yearend/letters/register"
)

// Each state that there is stands in the table once, and is counted in a place of its own.
func TestEveryStateIsInTheTable(t *testing.T) {
	source, err := os.ReadFile("standing.go")
	if err != nil {
		t.Fatal(err)
	}
	var named []State
	for _, is := range regexp.MustCompile(`(?m)^\tIs\w+ +State = "(\w+)"`).FindAllStringSubmatch(string(source), -1) {
		named = append(named, State(is[1]))
	}
	if len(named) < 9 || !slices.Equal(slices.Sorted(slices.Values(named)), slices.Sorted(slices.Values(States()))) {
		t.Errorf("the states are %v, and the table has %v", named, States())
	}
	var counts Counts
	places := map[*int]State{}
	for _, s := range States() {
		place := s.row().count(&counts)
		if other, taken := places[place]; taken {
			t.Errorf("%s is counted as %s", s, other)
		}
		places[place] = s
	}
}

// What a state means for a letter and for a person; no letter at all is with nobody.
func TestWhatAStateMeans(t *testing.T) {
	for state, want := range map[State]struct{ has, may, person bool }{
		IsOwed: {}, IsReplaced: {}, "": {},
		IsSent: {has: true, may: true}, IsPosted: {has: true, may: true}, IsUnknown: {may: true, person: true},
		IsRefused: {person: true}, IsNowhere: {person: true}, IsBounced: {person: true}, IsStopped: {person: true},
	} {
		if state.has() != want.has || state.mayHave() != want.may || (Standing{State: state}).NeedsPerson() != want.person {
			t.Errorf("%q: has it %v, may have it %v, waits for a person %v", state, state.has(), state.mayHave(), Standing{State: state}.NeedsPerson())
		}
	}
	if !(Standing{State: IsOwed, Doubts: true}).NeedsPerson() {
		t.Error("what is stopped waits for nobody")
	}
}

// What the record of sendings alone knows to have gone, by mail or on paper, or not to have come
// where it went, is taken over in the same way; of what was refused, put off, or is to go again by
// a person's word, nothing is.
func TestWhatOnlyTheRecordKnows(t *testing.T) {
	known := []struct {
		said Sending
		want EventKind // none where it stays owed
	}{
		{Sending{Event: Sent}, Sent}, {Sending{Event: Intent}, Unknown}, {Sending{Event: Unknown}, Unknown},
		{Sending{Event: Resolved, As: AsSent}, Sent}, {Sending{Event: Resolved, As: AsPosted}, Sent}, {Sending{Event: Resolved, As: AsBounced}, Sent},
		{Sending{Event: Resolved, As: AsAgain}, ""}, {Sending{Event: Refused}, ""}, {Sending{Event: Deferred}, ""}, {Sending{Event: Stopped}, ""},
		{Sending{Event: Sent, Test: true}, ""}, {Sending{Event: Sent, Copy: true}, ""},
	}
	mailing, _ := mailingOf(len(known), 10)
	p := &Posting{Mailing: mailing, Standings: Standings(mailing.Envelopes, nil)}
	var lines []Sending
	for i, k := range known {
		k.said.Reference, k.said.At, k.said.To = mailing.Envelopes[i].Reference, moment, "gp@example.org"
		lines = append(lines, k.said)
	}
	got := map[string]EventKind{}
	for _, event := range p.lacking(lines) {
		if got[event.Reference] = event.Kind; event.To != "gp@example.org" || !event.At.Equal(moment) {
			t.Errorf("%+v", event)
		}
	}
	for i, k := range known {
		if is := got[mailing.Envelopes[i].Reference]; is != k.want {
			t.Errorf("%s %s, of a test %v, of a copy %v: taken over as %q, want %q", k.said.Event, k.said.As, k.said.Test, k.said.Copy, is, k.want)
		}
	}
}

// What sent.csv alone knows is taken over when a person says that all has gone that was ever
// noted so: nothing more goes of it by itself, and what the journal knows stays as it is.
func TestWhatOnlyTheTableKnows(t *testing.T) {
	mailing, _ := mailingOf(9, 10)
	p := &Posting{Run: register.Run{Dir: t.TempDir()}, Mailing: mailing, Standings: map[string]Standing{}}
	known := []State{IsSent, IsUnknown, IsPosted, IsBounced, IsOwed, IsRefused, IsNowhere, IsReplaced}
	for i, state := range known {
		p.Standings[mailing.Envelopes[i].Reference] = Standing{State: state, At: moment, To: "gp@example.org"}
	}
	p.Standings[mailing.Envelopes[8].Reference] = Standing{State: IsSent, At: moment}
	if err := p.WriteSent(); err != nil {
		t.Fatal(err)
	}
	p.Standings = Standings(mailing.Envelopes, []Event{eventOf(moment, Unknown, mailing.Envelopes[8])})
	var got []EventKind
	for i, event := range p.tabled() {
		if got = append(got, event.Kind); event.Reference != mailing.Envelopes[i].Reference || event.To != "gp@example.org" || !event.At.Equal(moment.Truncate(time.Second)) {
			t.Errorf("%+v", event)
		}
	}
	if want := []EventKind{Sent, Unknown, Sent, Sent}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}
