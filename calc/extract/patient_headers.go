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
	births          = []string{"dob", "birth", "birthdate", "birthday", "dateofbirth", "yearofbirth"}
	personNames     = []string{"surname", "lastname", "familyname", "forename", "firstname", "givenname", "middlename"}
	patients        = []string{"patient", "patients", "pt"}
	afterPatient    = []string{"name", "names", "fullname", "initials", "id", "identifier", "ref", "reference", "address", "postcode"}
	identifiers     = []string{"number", "numbers", "no", "num", "nr", "id"}
	ofSomethingElse = []string{"practice", "gp", "surgery", "pcn"}
)

// longHeader is of how many words a name of a column may be; more are a sentence.
const longHeader = 6

// ofPatients reports a header that names data of patients, whatever stands
// below it and in whatever kind of input.
func ofPatients(header string) bool {
	words := strings.FieldsFunc(strings.ToLower(header), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	if len(words) > longHeader {
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
	for i, word := range words {
		next := ""
		if i+1 < len(words) {
			next = words[i+1]
		}
		switch {
		case slices.Contains(births, word), word == "nhs" && slices.Contains(identifiers, next), slices.Contains(patientNumbers, word) && word != "chi",
			word == "person" && next == "id", word == "user" && next == "id":
			return true
		case slices.Contains(patients, word) && ofThem(words[i+1:]), word == "name" && next == "of" && slices.ContainsFunc(words[i:], isPatient):
			return true
		}
	}
	return false
}

func isPatient(word string) bool { return slices.Contains(patients, word) }

// ofThem reports whether words after "patient" name something that is theirs, and
// not the practice's.
func ofThem(after []string) bool {
	for i, word := range after {
		if slices.Contains(afterPatient, word) || slices.Contains(personNames, word) {
			return i == 0 || !slices.Contains(ofSomethingElse, after[i-1])
		}
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
