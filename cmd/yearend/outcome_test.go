package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"yearend/calc"
)

// What follows the letter: nothing decided is held, what is decided is told once, a
// slip needs two people, and what is paid adds up over all runs.
func TestOutcomeOfTheStarter(t *testing.T) {
	project := askingProject(t)
	root := filepath.Dir(project)
	output := filepath.Join(root, "output")
	do := func(want int, args ...string) string {
		t.Helper()
		return yearend(t, want, append(args, "--project", project)...)
	}
	says := func(said string, words ...string) {
		t.Helper()
		for _, w := range words {
			if !strings.Contains(said, w) {
				t.Errorf("it does not say %q:\n%s", w, said)
			}
		}
	}

	// undecided is held, and not a penny moves
	says(do(exitPerson, "produce", "--outcome", "--as-of", "2026-05-12"), "outcome-001: 0 letters dated 12 May 2026", "E-request-open")
	for _, row := range readTable(t, filepath.Join(output, "outcome-001", "payments.csv")) {
		if row["difference"] != "0.00" {
			t.Errorf("%s %s: nothing is decided, and the difference is %s", row["practice_code"], row["scheme"], row["difference"])
		}
	}

	// of outcome letters those are due that were asked for, and what the year end holds is held there alone
	says(do(exitDone, "status", "--as-of", "2026-05-12"), "outcome  capitated-les-2025-26    0     0         0           0     0\n", "outcome        ltc-les-2025-26    3     0         0           0     3\n",
		"outcome, ltc-les-2025-26: 3 letters: 3 held")

	do(exitDone, "panel", "--as-of", "2026-05-11")
	sheet := filepath.Join(output, "panel-001", "decisions.xlsx")
	filled := filepath.Join(root, "filled.xlsx")
	fillIn(t, sheet, filled, ruled{"LTC-2", "accepted", []int{3, 4}, deputised, "Kim Sample"}, ruled{"LTC-3", "part", []int{12}, quorate, ""}, ruled{"LTC-4", "refused", []int{0}, quorate, ""})
	do(exitDone, "decide", filled, "--by", "Alex Sample", "--as-of", "2026-05-14", "--decisions", "3")

	// the letters are dated after what they tell, and say it
	says(do(exitUsage, "produce", "--outcome", "--as-of", "2026-05-11"), "the panel decided on LTC-2 on 2026-05-12")
	says(do(exitPerson, "produce", "--outcome", "--as-of", "2026-05-22"), "outcome-002: 3 letters dated 22 May 2026, on the positions", "1     1        1")
	letter := evenly(string(read(t, filepath.Join(output, "outcome-002", "letters", "ltc-les-2025-26", "P81911.txt"))))
	says(letter, "Reference: P81911/LTC/2025-26/OUT/1", "Accepted in part on 12 May 2026: 12 of 20 activities.", "As the panel found on LTC-3", "December 2025 | Asked for: 20 | Accepted: 12",
		"there is no appeal", "final position for 2025/26", "in the June 2026 payment run", "Exceptional circumstances | The panel found it: met")
	for _, name := range []string{"Alex Sample;", "Robin Sample", "Kim Sample", "Jo Sample"} {
		if strings.Contains(letter, name) {
			t.Errorf("the letter names %s, who sat on the panel", name)
		}
	}
	says(do(exitDone, "verify", "outcome-002"), "the same bytes")
	says(do(exitDone, "status", "--as-of", "2026-05-22"), "outcome        ltc-les-2025-26    3     3         0           3     0\n", "outcome, ltc-les-2025-26: 3 letters: 3 to approve")
	do(exitDone, "approve", "outcome-002", "--by", "Alex Sample", "--letters", "3")
	says(do(exitFailed, "revoke", "run-001", "--by", "Alex Sample", "--because", "a trial"), "outcome-002, approved later, rests on run-001")
	says(do(exitPerson, "produce", "--outcome", "--as-of", "2026-05-23"), "outcome-003: 0 letters", "3 unchanged")

	// a slip that is mended changes one letter, and two people approve it
	slip := filepath.Join(root, "slip.xlsx")
	fillIn(t, sheet, slip, ruled{"LTC-3", "part", []int{10}, quorate, ""})
	do(exitDone, "decide", slip, "--by", "Alex Sample", "--as-of", "2026-05-24", "--decisions", "1", "--correct", "LTC-3", "--because", "12 was written for 10")
	says(do(exitPerson, "produce", "--outcome", "--as-of", "2026-06-01"), "outcome-004: 1 letter dated 1 June 2026", "1 changed, 2 unchanged")
	says(string(read(t, filepath.Join(output, "outcome-004", "problems.csv"))), "W-late-outcome")
	inBrowser(t, filepath.Join(output, "outcome-004"), "letters/ltc-les-2025-26/P81911.html", "emails/ltc-les-2025-26/P81911.html")
	revised := evenly(string(read(t, filepath.Join(output, "outcome-004", "letters", "ltc-les-2025-26", "P81911.txt"))))
	says(revised, "This letter replaces the one of 22 May 2026, reference P81911/LTC/2025-26/OUT/1.", "Decision on request LTC-3")
	if strings.Contains(revised, "29 May") { // who heard on 22 May was not kept waiting
		t.Errorf("it is sorry to come late:\n%s", revised)
	}
	says(do(exitPerson, "approve", "outcome-004", "--by", "Alex Sample", "--letters", "1"), "2 people must approve this run.", "1 more must approve it", "From the letters to what is paid")
	var other bytes.Buffer
	here := hereOf(t)
	here.Account = "colleague"
	if code := runAt(t.Context(), here, []string{"approve", "outcome-004", "--by", "Sam Placeholder", "--letters", "1", "--project", project}, &other, &other); code != exitDone {
		t.Errorf("exit %d", code)
	}
	says(other.String(), "outcome-004 is approved")
	says(do(exitDone, "changes", "outcome-002", "outcome-004"), "Decision on request LTC-3", "part, 12 of 20", "part, 10 of 20")
	sumsAddUp(t, output, "run-001", "outcome-002", "outcome-004")
}

// panelDecided is the folder of a project whose panel has decided on three requests, with
// the outcome run on them that nobody has approved, and what runs a command there.
func panelDecided(t *testing.T) (root string, do func(want int, args ...string) string) {
	t.Helper()
	project := askingProject(t)
	root = filepath.Dir(project)
	do = func(want int, args ...string) string {
		t.Helper()
		return yearend(t, want, append(args, "--project", project)...)
	}
	do(exitDone, "panel", "--as-of", "2026-05-11")
	filled := filepath.Join(root, "filled.xlsx")
	fillIn(t, filepath.Join(root, "output", "panel-001", "decisions.xlsx"), filled, ruled{"LTC-2", "accepted", []int{3, 4}, deputised, "Kim Sample"},
		ruled{"LTC-3", "part", []int{12}, quorate, ""}, ruled{"LTC-4", "refused", []int{0}, quorate, ""})
	do(exitDone, "decide", filled, "--by", "Alex Sample", "--as-of", "2026-05-14", "--decisions", "3")
	do(exitPerson, "produce", "--outcome", "--as-of", "2026-05-15")
	return root, do
}

// What was coded after the panel holds what it decided, and a run that rests on letters
// that stand no more cannot be approved.
func TestCodingAfterThePanel(t *testing.T) {
	root, do := panelDecided(t)
	activity := filepath.Join(root, "inputs", "activity.csv")
	if err := os.WriteFile(activity, append(read(t, activity), "P81911,Domain 2,2026-03-20,2026-05-15,1,LATE-1\n"...), 0o600); err != nil {
		t.Fatal(err)
	}
	said := do(exitPerson, "produce", "--late", "--as-of", "2026-05-16")
	if !strings.Contains(said, "run-002: 1 letter") {
		t.Fatalf("produce says\n%s", said)
	}
	do(exitDone, "approve", "run-002", "--by", "Alex Sample", "--letters", "1")
	if said = do(exitFailed, "approve", "outcome-001", "--by", "Alex Sample", "--letters", "3"); !strings.Contains(said, "outcome-001 rests on run-001, which is not the last approved year-end run any more") {
		t.Errorf("approve says\n%s", said)
	}
	said = do(exitPerson, "produce", "--outcome", "--as-of", "2026-05-22")
	for _, words := range []string{"outcome-002: 2 letters", "P81911 LTC LES: E-mitigation-moved", "the activity recorded was"} {
		if !strings.Contains(said, words) {
			t.Errorf("it does not say %q:\n%s", words, said)
		}
	}
	do(exitDone, "verify", "outcome-002")
}

// A practice that has heard its final position is told so in an indicative letter that
// late coding revises, also in the second after it; who never asked is told nothing of it.
func TestARevisedLetterKnowsTheOutcomeLetter(t *testing.T) {
	root, do := panelDecided(t)
	output := filepath.Join(root, "output")
	do(exitDone, "approve", "outcome-001", "--by", "Alex Sample", "--letters", "3")

	activity := filepath.Join(root, "inputs", "activity.csv")
	for i, run := range []string{"run-002", "run-003"} {
		more := fmt.Sprintf("P81911,Domain 2,2026-03-20,2026-05-15,1,LATE-%d\nP81901,Domain 2,2026-03-20,2026-05-15,1,LATER-%d\n", i, i)
		if err := os.WriteFile(activity, append(read(t, activity), more...), 0o600); err != nil {
			t.Fatal(err)
		}
		said := do(exitPerson, "produce", "--late", "--as-of", "2026-05-16")
		if problems := string(read(t, filepath.Join(output, run, "problems.csv"))); strings.Count(problems, "W-indicative-again") != 1 || !strings.Contains(problems, `W-indicative-again,look,,ltc-les-2025-26,,,,,3 positions,"an outcome letter has told`) {
			t.Errorf("it does not say that Finance is asked for the indicative sums again:\n%s\n%s", said, problems)
		}
		const says = "Our outcome letter of 15 May 2026, reference P81911/LTC/2025-26/OUT/1, rests on the earlier figures."
		for _, file := range []string{"letters/ltc-les-2025-26/P81911.txt", "letters/ltc-les-2025-26/P81911.html", "emails/ltc-les-2025-26/P81911.txt"} {
			if text := evenly(string(read(t, filepath.Join(output, run, file)))); !strings.Contains(text, says) {
				t.Errorf("%s of %s does not say %q:\n%s", file, run, says, text)
			}
		}
		if text := string(read(t, filepath.Join(output, run, "letters/ltc-les-2025-26/P81901.txt"))); strings.Contains(text, "outcome letter") {
			t.Errorf("P81901, which never asked, reads\n%s", text)
		}
		do(exitDone, "verify", run)
		do(exitDone, "approve", run, "--by", "Alex Sample", "--letters", "2")
	}
}

func evenly(text string) string { return strings.Join(strings.Fields(text), " ") }

// sumsAddUp sees that the differences of approved runs come to the sums that the newest
// asks for, on each practice and scheme.
func sumsAddUp(t *testing.T, output string, runs ...string) {
	t.Helper()
	sums, newest := map[string]calc.Money{}, map[string]string{}
	for i, run := range runs {
		for _, row := range readTable(t, filepath.Join(output, run, "payments.csv")) {
			key := row["practice_code"] + " " + row["scheme"]
			if row["difference"] != "" {
				more, err := calc.ParseMoney(row["difference"])
				if err != nil {
					t.Fatal(err)
				}
				sums[key] = sums[key].Plus(more)
			}
			if i == len(runs)-1 {
				newest[key] = map[string]string{"-1": "-"}[row["sign"]] + row["amount"]
				if row["state"] == "held" { // as it stood
					newest[key] = row["previous"]
				}
			}
		}
	}
	if len(newest) == 0 || !slices.ContainsFunc(runs, func(run string) bool { return regexp.MustCompile(`^outcome-`).MatchString(run) }) {
		t.Fatal("nothing is compared")
	}
	for key, sum := range newest {
		if sums[key].String() != sum {
			t.Errorf("%s: the differences come to %s, and the newest run asks for %s", key, sums[key], sum)
		}
	}
}

// Whoever approves outcome letters sees who reads them, as of the year-end letters: by post,
// another practice, no mailbox, also of the other. Of practices that get none nothing is said.
func TestAnOutcomeRunSaysToWhomItsLettersGo(t *testing.T) {
	root, do := panelDecided(t)
	project, practices, instructions := filepath.Join(root, "yearend.yaml"), filepath.Join(root, "inputs", "practices.csv"), filepath.Join(root, "inputs", "instructions.csv")
	rows := strings.Split(string(read(t, practices)), "\n")
	for i, row := range rows {
		for _, code := range []string{"P81999", "P81907", "P81901"} { // of which the last gets no outcome letter, nor answers for one
			if strings.HasPrefix(row, code+",") {
				rows[i] = regexp.MustCompile(`[^,"; ]+@[^,"; ]+`).ReplaceAllString(row, "")
			}
		}
	}
	for file, text := range map[string]string{
		practices:    strings.Join(rows, "\n"),
		instructions: "Practice code,Scheme,Instruction,Text,By,On\nP81911,,post,The mailbox is full,Sam Sample,2026-05-15\nP81902,,successor,P81907,Sam Sample,2026-05-15\n",
		project:      strings.Replace(string(read(t, project)), "  instructions: []", "  instructions: [inputs/instructions.csv]", 1),
	} {
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	said := do(exitPerson, "produce", "--late", "--as-of", "2026-05-16")
	letters := regexp.MustCompile(`run-002: ([0-9]+) letter`).FindStringSubmatch(said)
	if letters == nil {
		t.Fatal(said)
	}
	do(exitDone, "approve", "run-002", "--by", "Alex Sample", "--letters", letters[1])
	do(exitPerson, "produce", "--outcome", "--as-of", "2026-05-22")
	page := string(read(t, filepath.Join(root, "output", "outcome-002", "index.html")))
	approved := do(exitDone, "approve", "outcome-002", "--by", "Alex Sample", "--letters", "3")
	for words, times := range map[string]int{"The mailbox is full": 1, "answers for the practice": 1, "the practice has no mailbox": 2} {
		if !strings.Contains(page, words) || strings.Count(approved, words) != times {
			t.Errorf("%q is not said on the page (%v) and %d times at approve:\n%s", words, strings.Contains(page, words), times, approved)
		}
	}
	for code, times := range map[string]int{"W-post": 1, "W-successor": 1, "W-mailbox": 2} {
		if n := strings.Count(string(read(t, filepath.Join(root, "output", "outcome-002", "problems.csv"))), code+","); n != times {
			t.Errorf("%s stands %d times in problems.csv, not %d", code, n, times)
		}
	}
	do(exitDone, "verify", "outcome-002")

	// a request that is corrected after its decision holds the letter, which goes by no post then
	if err := os.WriteFile(filepath.Join(root, "corrections.csv"), []byte("Request,Field,Was,Now,By,On,Why\nLTC-3,December 2025,20,19,Jo Sample,2026-05-23,miscounted\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	edit(t, project, "yearend.yaml", "  instructions: [", "  corrections: [corrections.csv]\n  instructions: [")
	do(exitPerson, "produce", "--outcome", "--as-of", "2026-05-24")
	problems := string(read(t, filepath.Join(root, "output", "outcome-003", "problems.csv")))
	for code, times := range map[string]int{"E-request-changed": 1, "W-post": 0, "W-successor": 1, "W-mailbox": 2} {
		if n := strings.Count(problems, code+","); n != times {
			t.Errorf("after the correction %s stands %d times in problems.csv, not %d", code, n, times)
		}
	}
	do(exitDone, "verify", "outcome-003")
}
