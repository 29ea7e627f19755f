package extract

import (
	"slices"
	"strings"
	"unicode"
)

// Names of columns that no extract of counts has. Patients alone, and the
// number of them, are what such an extract may well count.
var (
	patientNumbers = []string{
		"nhsnumber", "nhsno", "nhsnum", "nhsnr", "nhsid", "chi", "chino", "chinumber", "emisnumber", "emisno", "hospitalnumber", "mrn",
		"patientno", "patientnumber", "ptno", "ptnumber",
	}
	births       = []string{"dob", "birthdate", "birthday", "birthyear", "dateofbirth", "yearofbirth", "monthofbirth"}
	personNames  = []string{"surname", "lastname", "familyname", "forename", "firstname", "givenname", "middlename"}
	patients     = []string{"patient", "patients", "pt"}
	afterPatient = []string{"name", "names", "fullname", "initials", "id", "identifier", "ref", "reference", "address", "postcode"}
	notThere     = []string{"not", "removed", "excluded", "without", "omitted", "deleted"} // so that it is a note
	identifiers  = []string{"number", "numbers", "no", "num", "nr", "id"}
)

// longHeader is of how many words a name of a column may be; more are a sentence.
const longHeader = 6

// ofPatients reports a header that names data of patients, whatever stands
// below it and in whatever kind of input.
func ofPatients(header string) bool {
	words := strings.FieldsFunc(strings.ToLower(header), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	if len(words) > longHeader || slices.ContainsFunc(words, func(word string) bool { return slices.Contains(notThere, word) }) {
		return false
	}
	joined := key(header)
	for _, before := range append([]string{""}, patients...) {
		rest, is := strings.CutPrefix(joined, before)
		if is && (slices.Contains(patientNumbers, rest) || slices.Contains(births, rest) ||
			before != "" && (slices.Contains(afterPatient, rest) || slices.Contains(personNames, rest))) {
			return true
		}
	}
	for i := range words {
		if ofPatient(words[i:]) {
			return true
		}
	}
	return false
}

// ofPatient reports words that begin with the name of a patient's data.
func ofPatient(words []string) bool {
	next, third := "", ""
	if len(words) > 1 {
		next = words[1]
	}
	if len(words) > 2 {
		third = words[2]
	}
	switch first := words[0]; {
	case first == "dob", first == "nhs" && slices.Contains(identifiers, next), slices.Contains(births, first+next), slices.Contains(births, first+next+third):
		return true
	case first == "person" && next == "id", first == "service" && next == "user" && third == "id":
		return true
	case first == "name" && next == "of":
		return len(words) == 3 && slices.Contains(patients, third)
	case slices.Contains(patients, first):
		if slices.Contains([]string{"s", "full", "home"}, next) {
			next = third
		}
		return slices.Contains(afterPatient, next) || slices.Contains(personNames, next)
	}
	return false
}

// ofPersons reports a header that is a person's name, and nothing else. In a
// register it may be the manager's; in activity it can only be a patient's.
func ofPersons(header string) bool {
	return slices.ContainsFunc(strings.FieldsFunc(strings.NewReplacer("(s)", "", "(", "/", ")", "/", " and ", "/").Replace(strings.ToLower(header)),
		func(r rune) bool { return strings.ContainsRune("/&,;", r) }),
		func(part string) bool { return slices.Contains(personNames, strings.TrimSuffix(key(part), "s")) })
}

// calledNHS reports a header that may be of NHS numbers, if there are some.
func calledNHS(header string) bool {
	k := key(header)
	return strings.Contains(k, "nhsnumber") || strings.Contains(k, "nhsno") || k == "nhs"
}
