package extract

import (
	"slices"
	"strings"
)

// Names of columns that no extract of counts has: those that say so by
// themselves, and those that do with "patient" before them. Patients alone, and
// the number of them, are what such an extract may well count.
var (
	patientHeaders = []string{
		"surname", "lastname", "familyname", "forename", "firstname", "givenname", "dob", "dateofbirth", "birthdate",
		"nhsnumber", "nhsno", "nhsnum", "nhsid", "chinumber", "emisnumber", "emisno", "hospitalnumber", "mrn",
		"patientnumber", "patientno", "ptnumber", "ptno",
	}
	afterPatient = []string{"name", "fullname", "initials", "id", "identifier", "ref", "reference", "address", "postcode"}
)

// ofPatients reports a header that names data of patients, whatever stands below it.
func ofPatients(header string) bool {
	k := key(header)
	for _, patient := range []string{"patients", "patient", "pt"} {
		if rest, is := strings.CutPrefix(k, patient); is {
			return slices.Contains(patientHeaders, rest) || slices.Contains(afterPatient, rest)
		}
	}
	return slices.Contains(patientHeaders, k)
}

// calledNHS reports a header that may be of NHS numbers, if there are some.
func calledNHS(header string) bool {
	k := key(header)
	return strings.Contains(k, "nhsnumber") || strings.Contains(k, "nhsno") || k == "nhs"
}
