package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// Someone hands files over and says what they are, looks through the problems, confirms an
// assumption, holds a letter, and changes its words, with nothing but the page.
func TestFilesAndLettersOnThePage(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "trial")
	yearend(t, exitDone, "init", dir)
	p := before(t, openedDesk(t, deskDay(t), dir))

	p.goes("/files")
	p.judged("files")
	extract := filepath.Join(t.TempDir(), "extract.csv")
	if err := os.WriteFile(extract, []byte("ODS,What,Month,Activity\nP81925,domain-2,2025-04,7\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	p.touches(chromedp.SetUploadFiles(chromedp.CSS("#files"), []string{extract}))
	p.presses("Add them")
	p.sees("inputs/extract.csv is there now.", "Not used yet")
	p.judged("files, one not used")
	p.presses("Say what it is: inputs/extract.csv")
	chooses(p, "#kind", "activity")
	p.presses("Show its columns as that")
	p.waits(`location.search.includes("kind=activity")`, "does not show its columns")
	chooses(p, "#layout", "months")
	p.presses("Show its columns as that")
	p.sees("it lacks Practice code and Service")
	p.judged("what a file is")
	chooses(p, `[name="column:Practice code"]`, "ODS")
	p.presses("Read it like this")
	p.sees("needs Service: choose which of its columns that is")
	chooses(p, `[name="column:Service"]`, "What")
	p.presses("Read it like this") // with what was chosen before
	p.sees("The season reads inputs/extract.csv as: Activity.", "Practice code from “ODS”")
	if got := contentOf(t, dir, "yearend.yaml"); !strings.Contains(got, "{file: inputs/extract.csv, layout: months, columns: {Practice code: [ODS], Service: [What]}}]     # records,") {
		t.Error(got)
	}

	spare := filepath.Join(t.TempDir(), "spare.csv")
	if err := os.WriteFile(spare, []byte("a,b\n1,2\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	p.touches(chromedp.SetUploadFiles(chromedp.CSS("#files"), []string{spare}))
	p.presses("Add them")
	p.sees("inputs/spare.csv is there now.")
	p.presses("Put it aside: inputs/spare.csv")
	p.sees("The file lies in inputs/aside/spare.csv now")

	p.presses("Check every file")
	p.sees("Done, and something needs a person")
	p.presses("The problems, by file")
	p.sees("31/02/2026", "Fetch the fix list")
	p.judged("problems")

	p.presses("Rules")
	p.judged("rules")
	p.text(`document.querySelector("details:has(#by-ltc-les-2025-26-late)").open = true`)
	p.types("#by-ltc-les-2025-26-late", "Jo Sample", "#on-ltc-les-2025-26-late", "04102026")
	p.touches(chromedp.SendKeys(chromedp.CSS("#by-ltc-les-2025-26-late"), "\r")) // with the keyboard alone
	p.sees("That stands in schemes/ltc-les-2025-26.yaml now", "confirmed by Jo Sample on 2026-04-10")
	p.judged("rules, one confirmed")

	p.presses("Letters")
	p.judged("letters")
	p.types("#practice", "quill")
	p.presses("Show")
	p.sees("2 of 23")
	p.presses("P81999 Quillbeck Surgery LTC LES")
	p.sees("Its working", "Records read for this scheme")
	framed(p, "Quillbeck Surgery")
	p.judged("a practice's letters")
	p.touches(chromedp.Click(chromedp.CSS("#do-hold")))
	p.types("#text", "As P81902 said")
	p.types("#by", "Sam Sample")
	chooses(p, "#scheme", "ltc-les-2025-26")
	p.presses("Write it down")
	p.sees("The instruction stands in inputs/instructions.csv now.", "It is held, and gets no letter.")
	p.judged("a letter that is held")
	p.presses("Take it out: Hold: no letter goes, As P81902 said")
	p.sees("The instruction was taken out of inputs/instructions.csv.")

	p.goes("/words")
	p.judged("the words of letters")
	p.presses("Look and change: LTC LES year-end letter")
	framed(p, "Dear Practice Manager")
	p.judged("words")
	rewords(p, "Dear {{.Addressee}}", "{{.Good}} day, {{.Addressee}}")
	p.presses("Save")
	p.sees("the words are not saved", "What is wrong with the words")
	p.judged("words with a fault")
	p.touches(chromedp.Click(chromedp.CSS("a[data-line]")))
	p.waits(`(t => t === document.activeElement && t.value.slice(t.selectionStart, t.selectionEnd).startsWith("{{.Good}} day"))(document.getElementById("text"))`, "is not led to the line")
	rewords(p, "{{.Good}} day", "Good day")
	p.presses("Show what comes of it")
	p.sees("What you see is not saved yet.")
	framed(p, "Good day, Practice Manager")
	p.presses("Save")
	p.sees("The words stand in templates/ltc-les-2025-26/letter.md now.", "Your own words")
	framed(p, "Good day, Practice Manager")
	p.judged("words of the team's own")
	p.quiet()
}

// chooses takes an entry of a list.
func chooses(p *person, list, entry string) {
	p.t.Helper()
	p.waits(`document.querySelector(`+quotedJS(list)+`)`, "has no "+list)
	if got := p.text(`(l => { l.value = ` + quotedJS(entry) + `; return l.value })(document.querySelector(` + quotedJS(list) + `))`); got != entry {
		p.t.Fatalf("%s has no entry %s", list, entry)
	}
}

// framed waits until a letter in the page says some words.
func framed(p *person, words string) {
	p.t.Helper()
	p.text(`document.querySelectorAll("iframe").forEach(f => f.scrollIntoView())`)
	p.waits(`[...document.querySelectorAll("iframe")].some(f => f.contentDocument?.body?.innerText.includes(`+quotedJS(words)+`))`, "no letter says "+words)
}

// rewords puts words in the place of others in the field.
func rewords(p *person, old, now string) {
	p.t.Helper()
	p.text(`(t => t.value = t.value.replace(` + quotedJS(old) + `, ` + quotedJS(now) + `))(document.getElementById("text"))`)
}
