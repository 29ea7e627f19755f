package extract

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"yearend/calc"
)

// sayRequests is what a row comes to: each request with its service, ground, exception, months and state, and what holds it.
func sayRequests(all []calc.Request, problems []calc.Problem) string {
	var said []string
	for _, r := range all {
		one := r.Name + " " + r.Service
		for _, part := range []string{r.Ground, r.Exception, string(r.State), r.By, r.Seen} {
			if part != "" && part != string(calc.RequestReady) {
				one += " " + part
			}
		}
		for i, n := range r.Claimed {
			if n > 0 {
				one += fmt.Sprintf(" %d:%d", i, n)
			}
		}
		for _, p := range r.Held {
			one += " " + p.Code
		}
		said = append(said, one)
	}
	for _, p := range problems {
		said = append(said, p.Code+" "+p.Found+": "+p.Remedy)
	}
	return strings.Join(said, "; ")
}

// What a row of the form asks for, with what the team put right of it: nothing is asked for another service or month than was meant.
func TestWhatARowAsksFor(t *testing.T) {
	cap, ltc := shippedSchemes()[0], shippedSchemes()[1]
	cap.Grounds.Refused = append(slices.Clone(cap.Grounds.Refused), calc.Ground{Code: "both", Words: "one; and the other"})
	give := func(request, field, service, was, now string) calc.Correction {
		return calc.Correction{Request: request, Field: field, Column: field, Service: service, Was: was, Now: now, By: "Jo", On: 20260506, Why: "by e-mail"}
	}
	for _, c := range []struct {
		name   string
		scheme *calc.Scheme
		says   string // key=answer, | between; the practice is P81900 unless it says another
		given  []calc.Correction
		want   string
	}{
		{"one service", cap, "service=ECG|2025-04=3|2026-03=4", nil, "CAP-7 ecg 0:3 11:4"},
		{"the same service twice", cap, "service=ECGs;Electrocardiogram;|2025-04=3", nil, "CAP-7 ecg 0:3"},
		{"no service", cap, "2025-04=3", nil, "CAP-7  0:3 E-service"},
		{"no service, where there is one", ltc, "2025-04=3", nil, "LTC-7 domain-2 0:3"},
		{"a service that is none, where there is one", ltc, "service=xyz|2025-04=3", nil, "LTC-7  0:3 E-service"},
		{"one that is none beside one that is", cap, "service=ECGs;xyz|2025-04=3", nil, "CAP-7 ecg 0:3 E-service"},
		{"two services", cap, "service=Wound;ECG|2025-04=3", nil, "CAP-7  0:3 E-request-service"},
		{"a count that is none", cap, "service=ECG|2025-04=three|2025-05=4", nil, "CAP-7 ecg 1:4 E-count"},
		{"the most in a month", cap, "service=ECG|2025-04=1000000", nil, "CAP-7 ecg 0:1000000"},
		{"more than that", cap, "service=ECG|2025-04=1000001", nil, "CAP-7 ecg E-count"},
		{"no practice", cap, "service=ECG|practice=ours", nil, "CAP-7 ecg E-practice"},

		{"a ground by its code", cap, "service=ECG|ground=recruitment", nil, "CAP-7 ecg recruitment"},
		{"by its words", cap, "service=ECG|ground=Patients declining", nil, "CAP-7 ecg declined"},
		{"by another name", cap, "service=ECG|ground=BI access issues;patients declined;patients declining", nil, "CAP-7 ecg declined;report-access"},
		{"an exception", cap, "service=ECG|ground=Subcontracted activity", nil, "CAP-7 ecg subcontracting C6"},
		{"words that have the sign in them", cap, "service=ECG|ground=one; and the other", nil, "CAP-7 ecg both"},
		{"no ground of the scheme's", cap, "service=ECG|ground=a flood;", nil, "CAP-7 ecg"},

		{"corrected", cap, "service=ECG|2025-04=3", []calc.Correction{give("CAP-7", "2025-04", "", "3", "5")}, "CAP-7 ecg 0:5"},
		{"corrected to nothing", cap, "service=ECG|2025-04=3", []calc.Correction{give("CAP-7", "2025-04", "", "3", "0")}, "CAP-7 ecg"},
		{"another request's correction", cap, "service=ECG|2025-04=3", []calc.Correction{give("CAP-8", "2025-04", "", "3", "5"), give("CAP-8", calc.ToWithdraw, "", "", "")}, "CAP-7 ecg 0:3"},
		{"of another Was", cap, "service=ECG|2025-04=3", []calc.Correction{give("CAP-7", "2025-04", "", "4", "5")}, "CAP-7 ecg 0:3; E-correction 4: Was is what the request says now, so that a correction cannot be of another one: it says 3 there; copy that, or take the row out"},
		{"of what says nothing", cap, "service=ECG", []calc.Correction{give("CAP-7", "2025-04", "", "4", "5")}, "CAP-7 ecg; E-correction 4: Was is what the request says now, so that a correction cannot be of another one: it says nothing there; copy that, or take the row out"},
		{"of as much as is shown", cap, "service=ECG|happened=" + strings.Repeat("x", 80), []calc.Correction{give("CAP-7", "happened", "", "4", "5")}, "CAP-7 ecg; E-correction 4: Was is what the request says now, so that a correction cannot be of another one: it says " + strings.Repeat("x", 80) + " there; copy that, or take the row out"},
		{"of more", cap, "service=ECG|happened=" + strings.Repeat("x", 81), []calc.Correction{give("CAP-7", "happened", "", "4", "5")}, "CAP-7 ecg; E-correction 4: Was is what the request says now, so that a correction cannot be of another one: it says " + strings.Repeat("x", 80) + "… there; copy that, or take the row out"},
		{"a time that is none", cap, "service=ECG", []calc.Correction{give("CAP-7", SentField, "", "", "at four")}, "CAP-7 ecg; E-correction at four: the time of sending is written as 2026-05-08 16:04:31, by the clock in England"},

		{"parted", cap, "service=Wound;ECG|2025-04=3", []calc.Correction{give("CAP-7", "2025-04", "ecg", "", "1"), give("CAP-7", "2025-05", "ecg", "", "4"), give("CAP-7", "2025-04", "wound-care", "", "2")},
			"CAP-7-ecg ecg 0:1 1:4; CAP-7-wound-care wound-care 0:2"},
		{"parted, and one says nothing", cap, "service=Wound;ECG|2025-04=3", []calc.Correction{give("CAP-7", "2025-04", "ecg", "", "1")}, "CAP-7-ecg ecg 0:1; CAP-7-wound-care wound-care E-request-service"},
		{"parted of no service", cap, "2025-04=3", []calc.Correction{give("CAP-7", "2025-04", "ecg", "", "1")}, "CAP-7  E-service"},
		{"one part withdrawn", cap, "service=Wound;ECG", []calc.Correction{give("CAP-7", "2025-04", "ecg", "", "1"), give("CAP-7", "2025-04", "wound-care", "", "2"), give("CAP-7-ecg", calc.ToWithdraw, "", "", "yes")},
			"CAP-7-ecg ecg withdrawn Jo on 2026-05-06: by e-mail 0:1; CAP-7-wound-care wound-care 0:2"},
		{"both parts replaced", cap, "service=Wound;ECG", []calc.Correction{give("CAP-7", "2025-04", "ecg", "", "1"), give("CAP-7", "2025-04", "wound-care", "", "2"), give("CAP-7", calc.ToReplace, "", "", "CAP-9")},
			"CAP-7-ecg ecg replaced CAP-9 0:1; CAP-7-wound-care wound-care replaced CAP-9 0:2"},

		{"evidence seen", cap, "service=ECG", []calc.Correction{give("CAP-7", calc.ToSeeEvidence, "", "", "")}, "CAP-7 ecg Jo on 2026-05-06"},
		{"evidence seen, yes", cap, "service=ECG", []calc.Correction{give("CAP-7", calc.ToSeeEvidence, "", "", "Yes")}, "CAP-7 ecg Jo on 2026-05-06"},
		{"by the same", cap, "service=ECG", []calc.Correction{give("CAP-7", calc.ToSeeEvidence, "", "", "jo")}, "CAP-7 ecg Jo on 2026-05-06"},
		{"by somebody else", cap, "service=ECG", []calc.Correction{give("CAP-7", calc.ToSeeEvidence, "", "", "Kim Sample")}, "CAP-7 ecg Kim Sample (Jo on 2026-05-06)"},
	} {
		row := calc.FormRow{Scheme: c.scheme.Code, ID: 7, Answers: map[string]string{"practice": "P81900"}}
		for said := range strings.SplitSeq(c.says, "|") {
			k, answer, _ := strings.Cut(said, "=")
			row.Answers[k] = answer
		}
		if got := sayRequests(RequestsOf(row, c.given, c.scheme)); got != c.want {
			t.Errorf("%s: %s\nshould be %s", c.name, got, c.want)
		}
	}
}

// A row of the team's own is no request, and a fault of a cell is told until a correction gives what it should say.
func TestProofsAndFaultsOfARow(t *testing.T) {
	ltc := shippedSchemes()[1]
	row := calc.FormRow{Scheme: ltc.Code, ID: 7, Proof: true, Answers: map[string]string{"2025-04": "3"}}
	if got := sayRequests(RequestsOf(row, nil, ltc)); got != "LTC-7  "+string(calc.RequestProof) {
		t.Errorf("a row of the team's own: %s", got)
	}
	row.Proof, row.Answers["practice"], row.Answers["counted"] = false, "P81900", "Provider report"
	row.Faults = []calc.Problem{{Code: "E-cell", Column: "April 2025"}, {Code: "E-formula", Column: "May 2025"}}
	mend := calc.Correction{Request: "LTC-7", Field: "2025-04", Column: "april 2025", Was: "3", Now: "4"}
	all, problems := RequestsOf(row, []calc.Correction{mend}, ltc)
	if got := sayRequests(all, problems); got != "LTC-7 domain-2 0:4 E-formula" || all[0].Held[0].Practice != "P81900" || all[0].Counted != calc.FromProvider {
		t.Errorf("a fault put right: %s, %+v", got, all)
	}
}

// Links of evidence are parted where the next one begins, and nothing is made of the sign alone.
func TestLinksAreParted(t *testing.T) {
	for cell, want := range map[string][]string{
		"": nil, "; ": nil, "https://example.org/a;b.pdf": {"https://example.org/a;b.pdf"},
		"https://example.org/a; https://example.org/b;": {"https://example.org/a", "https://example.org/b"}, "http://a;https://b": {"http://a", "https://b"},
	} {
		if got := links(cell); !slices.Equal(got, want) {
			t.Errorf("%q: %q", cell, got)
		}
	}
}
