package main

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// From a folder that is not there yet to letters that are made: someone says who writes,
// mends a setting that was refused, brings their own register, and sees what is left of
// the examples, with nothing but the page.
func TestFromAnEmptyFolderToLettersOnThePage(t *testing.T) {
	o, folder := deskDay(t), filepath.Join(t.TempDir(), "not", "there")
	sampled := filepath.Join(t.TempDir(), "sampled")
	yearend(t, exitDone, "init", sampled)
	register := filepath.Join(sampled, "inputs", "practices.csv")
	replaceIn(t, register, "example.org", "practice.nhs.uk")
	p := before(t, openedDesk(t, o, folder))
	p.sees("It is not there yet: it is made together with the project.")
	p.judged("the first page")
	p.types("#issuer", "NHS Sampleshire ICB", "#code", "QZA", "#address", "1 Sample Road\nSampleton", "#signatory", "Sam Mockford", "#role", "Associate Director",
		"#primary-email", "primary.care@sampleshire.nhs.uk", "#form-ltc-les-2025-26", "https://forms.sampleshire.nhs.uk/ltc", "#mailbox", "letters@sampleshire.nhs.uk", "#host", "smtp.sampleshire.nhs.uk", "#domains", "practice.nhs.uk")
	p.presses("Make the project")
	p.sees("The project was made in yearend-2025-26", "The form for mitigation requests of Capitated LESs is an example so far")
	p.judged("the season, begun")

	p.presses("Settings")
	p.sees("Still an example: Form for Capitated LESs")
	p.judged("settings")
	p.presses("Where practices ask for mitigation")
	p.sees("Form for LTC LES")
	p.judged("settings of the forms")
	p.types("#mitigation_forms-capitated-les-2025-26", "forms.sampleshire.nhs.uk/cap")
	p.presses("Save")
	p.sees("Not done", "is not a https:// address")
	p.judged("settings, one refused")

	p.presses("Files")
	p.sees("What the season reads")
	p.touches(chromedp.SetUploadFiles(chromedp.CSS("#files"), []string{register}))
	p.presses("Add them")
	p.sees("Which of the two is meant?")
	p.judged("files, one twice")
	p.presses("Put the new one in its place: practices.csv")
	p.sees("practices.csv is now the file that was sent last")
	p.presses("Check every file")
	p.sees("Done, and something needs a person", "W-example")
	p.presses("The problems, by file")
	p.sees("mitigation_forms.capitated-les-2025-26", "https://forms.example.org/capitated-les-2025-26")
	p.judged("problems, an example among them")

	p.goes("/settings/forms")
	p.types("#mitigation_forms-capitated-les-2025-26", "https://forms.sampleshire.nhs.uk/cap", "#mitigation_forms-ltc-les-2025-26", "https://forms.sampleshire.nhs.uk/ltc")
	p.presses("Save")
	p.sees("It stands now in yearend.yaml as you wrote it: “Form for Capitated LESs”.")
	p.goes("/settings/panel")
	p.types(`[name="panel.members[1].name"]`, "Alex Sample")
	chooses(p, `[name="panel.members[1].seat"]`, "lmc")
	p.presses("Save")
	p.sees("It stands now in yearend.yaml as you wrote it: “Members”.")
	p.judged("settings, saved")
	if said := yearend(t, exitPerson, "check", "--as-of", "2026-04-17", "--project", filepath.Join(folder, "yearend-2025-26", "yearend.yaml")); strings.Contains(said, "W-example") {
		t.Error(said)
	}

	p.presses("Produce")
	p.sees("The year has ended, and its letters are due by 30 April 2026.")
	p.presses("Make the letters")
	p.sees("22 letters dated 17 April 2026")
	p.goes("/settings/issuer")
	p.sees("It stays as it is, since runs were made with it.")
	p.judged("settings, once there is a run")
	for _, place := range []string{"/settings", "/settings/mail", "/settings/plausible", "/settings/pictures", "/words", "/words/ltc-les-2025-26/letter.md", "/instructions", "/letters/P81999", "/files"} {
		p.goes(place)
		p.judged(place)
	}
	p.quiet()
}
