package edit

import (
	"strings"

	"yearend/calc"
)

// Setting is what a person sets in the project file, but for the files to read and the
// names of their columns, which are said file by file.
type Setting struct {
	Key     string // as messages name it: mail.reply_to
	Name    string
	Says    string // what it means, and what holds where nothing stands there
	Shape   shape
	Options []Option // of OneOf
	Columns []Column // of Rows
	Once    bool     // it is known by it what was sent, so that it stays once there are runs
	at      trail
}

// shape is how a setting is written.
type shape string

// The shapes.
const (
	OneLine shape = "line"   // words
	Lines   shape = "lines"  // a list, an entry a line
	Commas  shape = "commas" // a list of short words
	Whole   shape = "whole"  // a whole number
	YesNo   shape = "yes"
	OneOf   shape = "one"
	Rows    shape = "rows"   // a list whose entries have several words each
	Secret  shape = "secret" // where a password comes from, and never the password
)

// Option is one of several words, and what it means.
type Option struct{ Value, Words string }

// Column is a word of the entries of Rows.
type Column struct {
	Key, Name string
	Options   []Option
	Many      bool // several, with commas
}

// Group are settings about one thing, which are changed together.
type Group struct {
	Name     string // in addresses
	Title    string
	Says     string
	Settings []Setting
}

// setting is a row of the table below.
func setting(key, name, says string, written shape, options ...Option) Setting {
	var at trail
	for _, step := range strings.Split(key, ".") {
		at = append(at, step)
	}
	return Setting{Key: key, Name: name, Says: says, Shape: written, Options: options, at: at}
}

func (s Setting) once() Setting                    { s.Once = true; return s }
func (s Setting) of(columns ...Column) Setting     { s.Columns = columns; return s }
func under(at trail, key string) trail             { return append(at[:len(at):len(at)], key) }
func (s Setting) named(in trail, k string) Setting { s.at = under(in, k); return s }

// Groups are all settings of a project with these schemes.
func Groups(schemes []*calc.Scheme) []Group {
	return []Group{
		{"issuer", "Who writes the letters", "It stands in the letterhead, below the letters, and beside the sender’s address.", issuerSettings()},
		{"contacts", "Whom practices can ask", "Each may have a name, an e-mail address, a phone number and a web page; what is left out is not in the letters. One of them at least must be there.", contactSettings()},
		{"forms", "Where practices ask for mitigation", "The link of the form of each scheme, as the letters give it.", formSettings(schemes)},
		{"mail", "How letters are sent", "The mail server, and the mailbox that letters come from. No password is kept here.", mailSettings()},
		{"messages", "What goes in a message, and to whom", "Copies, several letters in one message, and whether sums stand in it.", messageSettings()},
		{"approval", "Who approves", "How many different people must approve a run before its letters can go.", approvalSettings()},
		{"panel", "Who decides on requests", "The members of the panel. Who has an interest in a practice withdraws when its request is decided.", panelSettings()},
		{"payments", "Columns for the finance system", "Further columns of payments.csv: filled from a file of suppliers, with the same words in every row, or left empty for Finance.", paymentSettings()},
		{"expect", "What the senders say is in the files", "Where it is not what was read, nothing is written. What is left empty is not compared.", expectSettings(schemes)},
		{"plausible", "What is plausible", "Figures are judged against each other before any letter is made. Where nothing stands, the program’s own limit holds; change them with care.", plausibleSettings()},
		{"season", "The year and its schemes", "The contract year, and the schemes on which letters are written.", seasonSettings()},
	}
}

func issuerSettings() []Setting {
	return []Setting{
		setting("issuer.name", "Name of the organisation", "", OneLine),
		setting("issuer.code", "Its code, such as QZZ", "By it the program knows later what this organisation has sent.", OneLine).once(),
		setting("issuer.address", "Address, a line each", "", Lines),
		setting("issuer.signatory.name", "Who signs", "", OneLine),
		setting("issuer.signatory.role", "In which role", "", OneLine),
		setting("issuer.second_signatory.name", "Who signs beside", "Nobody where it is empty.", OneLine),
		setting("issuer.second_signatory.role", "In which role that person does", "", OneLine),
		setting("issuer.people", "Who is responsible", "For words of your own that list them; the shipped ones name nobody.", Rows).of(Column{Key: "name", Name: "Name"}, Column{Key: "role", Name: "Role"}),
		setting("marking", "Protective marking on every page", "Such as OFFICIAL; none where it is empty.", OneLine),
		setting("issuer.logo_side", "Side of the logo", "Where the logo stands in the letterhead.", OneOf, Option{"right", "right"}, Option{"left", "left"}),
	}
}

func contactSettings() (all []Setting) {
	for _, team := range []struct{ key, name, says string }{
		{"primary_care", "Primary Care", "About the letter, and access to reports."},
		{"finance", "Finance", "About payments and recoupments."},
		{"data_quality", "Data Quality", "About activity that is missing."},
	} {
		at := "issuer.contacts." + team.key
		all = append(all,
			setting(at+".name", team.name+": name of the team", team.says, OneLine), setting(at+".email", team.name+": e-mail", "", OneLine),
			setting(at+".phone", team.name+": phone", "", OneLine), setting(at+".web", team.name+": web page", "", OneLine))
	}
	return all
}

func formSettings(schemes []*calc.Scheme) (all []Setting) {
	for _, s := range schemes {
		one := setting("mitigation_forms", "Form for "+s.Title, "Its whole address, from https on.", OneLine).named(trail{"mitigation_forms"}, s.Code)
		one.Key += "." + s.Code
		all = append(all, one)
	}
	return all
}

func mailSettings() []Setting {
	return []Setting{
		setting("mail.host", "Name of the mail server", "", OneLine),
		setting("mail.port", "Port", "587 with STARTTLS, 465 with TLS from the beginning, where nothing stands here.", Whole),
		setting("mail.security", "How the connection is protected", "", OneOf, Option{"starttls", "STARTTLS, usual on port 587"}, Option{"tls", "TLS from the beginning, usual on port 465"}, Option{"plain", "not at all: only to a server on this computer"}),
		setting("mail.auth", "How it signs in", "", OneOf, Option{"login", "with a password (login)"}, Option{"plain", "with a password (plain)"}, Option{"xoauth2", "with a token (xoauth2)"}, Option{"none", "not at all: the server knows this computer"}),
		setting("mail.secret", "Where its password or token comes from", "The password itself is never written here, and never shown.", Secret),
		setting("mail.user", "Account that signs in", "", OneLine),
		setting("mail.from", "Mailbox that letters come from", "Must be the account that signs in.", OneLine),
		setting("mail.reply_to", "Mailbox that answers go to", "That letters come from, where nothing stands here.", OneLine),
		setting("mail.per_minute", "Messages a minute, at most", "25 where nothing stands here; NHSmail takes 30.", Whole),
		setting("mail.allow", "Domains of the practices’ mailboxes, with commas", "Letters go nowhere else. For real practices nhs.net, nhs.uk.", Commas),
	}
}

func messageSettings() []Setting {
	return []Setting{
		setting("mail.archive", "Address of the team’s that gets a copy of every message", "None where it is empty. It must be in one of the domains, and no practice’s.", OneLine),
		setting("mail.copy_others", "A practice’s further addresses in the register get a copy each", "From the next run on.", YesNo),
		setting("mail.together", "A practice’s several letters go in one message", "", YesNo),
		setting("mail.figures", "Sums stand in the body and subject of a message", "If not, only in the letter that it carries.", YesNo),
	}
}

func approvalSettings() []Setting {
	return []Setting{
		setting("approvals", "People", "1 where nothing stands here; at most 5. The second approves at an account of their own.", Whole),
		setting("two_approvals_above", "Sum above which two people must approve", "In pounds: what the new and revised letters of a run come to, payments and recoupments together. No such sum where it is empty.", OneLine),
	}
}

func panelSettings() []Setting {
	var seats []Option
	for _, s := range calc.Seats() {
		seats = append(seats, Option{string(s), s.Words()})
	}
	return []Setting{setting("panel.members", "Members", "A deputy names the member for whom they sit. Interests are codes of practices, with commas.", Rows).of(
		Column{Key: "name", Name: "Name"}, Column{Key: "seat", Name: "Sits for", Options: seats}, Column{Key: "deputy_for", Name: "Deputy for"}, Column{Key: "interests", Name: "Interests", Many: true})}
}

func paymentSettings() []Setting {
	return []Setting{setting("payments.columns", "Columns", "Without a value, a column is filled by practice from the file of suppliers where it has that column.", Rows).of(
		Column{Key: "column", Name: "Column"}, Column{Key: "value", Name: "Value in every row"})}
}

func expectSettings(schemes []*calc.Scheme) []Setting {
	all := []Setting{
		setting("expect.records", "Activity records", "", Whole), setting("expect.practices", "Practices that the activity names", "", Whole),
		setting("expect.contract_value", "All contract values together", "In pounds.", OneLine),
	}
	for _, s := range schemes {
		for _, service := range s.AllServices() {
			one := setting("expect.activity", "Activity: "+service.Name, "", Whole).named(trail{"expect", "activity"}, service.Code)
			one.Key += "." + service.Code
			all = append(all, one)
		}
	}
	return all
}

func plausibleSettings() (all []Setting) {
	for _, one := range []struct{ key, name, says string }{
		{"median_above", "Nothing is written where the median achievement of a service is above", "200%"},
		{"median_below", "… or below", "20%"},
		{"unusual_above", "To be looked at where it is above", "150%"},
		{"unusual_below", "… or below", "50%"},
		{"price_above", "To be looked at where half of a service’s contracts pay more for one unit than", "£600.00"},
		{"price_below", "… or less than", "£1.00"},
		{"few", "Practices, of fewer of which a service stops nothing", "5"},
		{"far_achievement", "An achievement is far from the others’ where it is more than this much of theirs", "150%"},
		{"far_price", "A price for one unit is", "300%"},
		{"far_sum", "A contract value is", "500%"},
		{"far_advance", "A share paid in advance is", "150%"},
		{"far_change", "A figure is far from that of the letter that stands where it is more than this much of it", "150%"},
		{"most_of_all", "A balance is to be looked at where it is more than this much of all that its scheme pays and recoups", "50%"},
	} {
		shape := OneLine
		if one.key == "few" {
			shape = Whole
		}
		all = append(all, setting("plausible."+one.key, one.name, one.says+" where nothing stands here.", shape))
	}
	return all
}

func seasonSettings() []Setting {
	return []Setting{
		setting("year", "Contract year", "", OneLine).once(),
		setting("schemes", "Schemes, a line each", "The code of one that ships with the program, or the path of a scheme file. One that is left out keeps the letters that it has.", Lines),
	}
}
