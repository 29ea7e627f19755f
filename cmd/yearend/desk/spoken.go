package desk

import (
	"regexp"
	"strings"

	"yearend/letters"
)

// bit is a piece of a sentence, with the page that it leads to; empty for none.
type bit struct{ Text, Place string }

// commandIn finds a command that a sentence of the terminal names: in its marks, or bare
// with what belongs to it.
var commandIn = regexp.MustCompile("`yearend ([a-z]+)([^`]*)`|\\b(?:run )?yearend ([a-z]+)((?: (?:(?:run|projection|outcome|monthly|panel)-[0-9]+(?:=[a-z]+)?|[A-Z0-9,]+=[a-z]+|RUN|CODE|FILE|NAME|TEXT|DATE|--[a-z-]+|[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?))*)")

// runIn finds the run that a command is about.
var runIn = regexp.MustCompile(`\b(?:run|projection|outcome|monthly)-[0-9]+\b`)

// onPage is a sentence of the terminal as a page says it: where it names a command, the
// page on which the same is done; where it names a flag, the field or button.
func onPage(sentence string) []bit {
	var bits []bit
	at := 0
	for _, m := range commandIn.FindAllStringSubmatchIndex(sentence, -1) {
		group := func(i int) string {
			if m[2*i] < 0 {
				return ""
			}
			return sentence[m[2*i]:m[2*i+1]]
		}
		place := pageOf(group(1)+group(3), group(2)+group(4))
		if place.Place == "" {
			continue // no page does it: it stays what the terminal says
		}
		bits = append(bits, bit{Text: withoutFlags(sentence[at:m[0]])}, place)
		at = m[1]
	}
	return append(bits, bit{Text: withoutFlags(sentence[at:])})
}

// plainly is the same in one line, without its links.
func plainly(sentence string) string {
	var b strings.Builder
	for _, part := range onPage(sentence) {
		if part.Place != "" {
			part.Text = "“" + part.Text + "”"
		}
		b.WriteString(part.Text)
	}
	return b.String()
}

// pageOf is the page on which a command is done, and what a person follows to it.
func pageOf(command, flags string) bit {
	run := runIn.FindString(flags)
	of := func(page, words string) bit {
		if run == "" {
			return bit{words, "/" + page}
		}
		return bit{words + " " + run, "/" + page + "/" + run}
	}
	switch command {
	case "check":
		return bit{"Check every file", "/files"}
	case "preview", "explain":
		return bit{"Letters", "/letters"}
	case "rules":
		return bit{"Rules", "/rules"}
	case "panel", "decide":
		return bit{"Panel", "/panel"}
	case "status":
		return bit{"Season", "/"}
	case "produce":
		return produceOf(flags)
	case "approve":
		return of("approve", "Approve")
	case "revoke":
		return of("approve", "Take the approval back: approve")
	case "print":
		return of("send", "Print the letters that go by post: send")
	case "send":
		if strings.Contains(flags, "--resolve") && (run == "" || !strings.Contains(flags, run+"=")) {
			one := of("send", "What became of letters: send")
			one.Place += "#resolve"
			return one
		}
		return of("send", "Send")
	case "changes":
		if all := runIn.FindAllString(flags, -1); len(all) == 2 {
			return bit{"What changed from " + all[0] + " to " + all[1], "/runs/" + all[1] + "/changes"}
		}
	}
	return bit{}
}

func produceOf(flags string) bit {
	for _, k := range letters.Kinds() {
		if strings.Contains(flags, "--"+k.Name) {
			return bit{"Produce " + strings.ToLower(k.Called.Title), "/produce?kind=" + k.Name}
		}
	}
	words := ""
	switch {
	case strings.Contains(flags, "--late"):
		words = ", and tick that they really go late"
	case strings.Contains(flags, "--reissue-wording"):
		words = ", and tick that letters of which only the words changed go again"
	}
	return bit{"Produce" + words, "/produce?kind=year-end"}
}

// phrases are those of the terminal that are said in another way where there are fields
// and buttons, the longer ones first.
var phrases = strings.NewReplacer(
	", where all that was ever noted as sent has gone, or --resolve", ", and choose which is true: --resolve",
	" where all that was ever noted as sent has gone, or =here where only what stands in this folder is true", "",
	": look with ", ": look at ", ", then add --live", ", and send them there",
	"To send them: the same command with --live\n", "", "To send them all the same: the same command with --live --accept-assumptions, and the journal will say so\n", "", "When they are right: ", "When they are right: ",
	"give the day of issue with --as-of; if they really go late, say so with --late, which", "give the day of issue; if they really go late, tick that they do, which",
	"to send all the same, add --accept-assumptions, and", "to send all the same, tick that, and",
	"give it with --through", "give it", "as in --through 2026-01", "as in 2026-01",
	"give --by NAME and --because TEXT", "write your name, and why", "give --by NAME", "write your name", " --by NAME", "", " --because TEXT", "",
	"say which with --scheme; or for all of them --scheme ", "choose the scheme: ", "give the number shown with --letters", "type the number shown",
	"--only CODES or --all prints others.", "Name practices to print others.",
	"yearend: error: ", "", "yearend: hint: ", "What to do: ", "yearend: warning: ", "Note: ",
)

// fields are the flags that are fields and buttons of a page.
var fields = map[string]string{
	"as-of": "the date of issue", "through": "the last complete month", "late": "“They really go late”", "by": "your name", "because": "the reason", "on": "the day on which they were posted",
	"scheme": "the scheme", "resolve": "“What became of letters”", "to": "the test address", "only": "the practices that are named", "limit": "the most letters", "messages": "the number of messages",
	"letters": "the number of letters", "decisions": "the number of decisions", "accept-assumptions": "“Send all the same”", "correct": "“A slip of the pen”", "projection": "projection letters", "monthly": "monthly reports",
	"outcome": "outcome letters", "reissue-wording": "“Issue again”", "live": "“Send”", "probe": "“Try the mail server”", "rehearse": "“Rehearse”", "practice": "the practice", "all": "every letter",
}

var (
	flagIn  = regexp.MustCompile("`?--([a-z][a-z-]*)( (?:run|projection|outcome)-[0-9]+`)?")
	inSpite = regexp.MustCompile("`?--although ((?:run|projection|outcome)-[0-9]+)`? sends (it|them all) all the same|`?--although ((?:run|projection|outcome)-[0-9]+)`? sends them all the same")
)

// withoutFlags says fields and buttons in the place of flags.
func withoutFlags(words string) string {
	words = phrases.Replace(words)
	words = inSpite.ReplaceAllString(words, "tick “Also letters that stay behind for $1$3” to send them all the same")
	return flagIn.ReplaceAllStringFunc(words, func(flag string) string {
		m := flagIn.FindStringSubmatch(flag)
		if field, known := fields[m[1]]; known {
			return field + strings.TrimSuffix(m[2], "`")
		}
		return flag
	})
}
